package mop.analysis.claims;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.analysis.claims.Target.EffectFigure;
import mop.analysis.input.YamlDocument;
import mop.analysis.input.YamlFields;

/** Reads and checks a file of claims. */
final class ClaimReader {
  private static final String HELP = "See 'Write a claim file' in analysis/README.md.";

  private ClaimReader() {}

  static ClaimSet read(YamlDocument document) {
    YamlFields top = YamlFields.of(document, HELP);
    top.allow(List.of("name", "source", "claims"));
    List<PublishedClaim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlFields fields : top.mappings("claims")) {
      PublishedClaim claim = claim(fields, top.text("source"));
      if (!ids.add(claim.id())) {
        throw fields.wrong("id", "a second claim '" + claim.id() + "'", "an id of its own");
      }
      claims.add(claim);
    }
    return new ClaimSet(top.text("name"), top.text("source"), claims);
  }

  private static PublishedClaim claim(YamlFields fields, String publication) {
    fields.allow(
        List.of("id", "source", "statement", "claimed", "speaksTo", "notTestable", "measuredPart"));
    YamlFields claimed = fields.mapping("claimed");
    claimed.allow(List.of("value", "unit", "comparison", "tolerance", "tolerancePercent"));
    return new PublishedClaim(
        fields.text("id"),
        publication + ": " + fields.text("source"),
        fields.text("statement"),
        claimed.decimal("value"),
        claimed.text("unit"),
        claimed.word("comparison", List.of(Comparison.values()), Comparison::key),
        tolerance(claimed),
        target(fields),
        fields.text("measuredPart", ""));
  }

  private static BigDecimal tolerance(YamlFields claimed) {
    if (claimed.has("tolerance") && claimed.has("tolerancePercent")) {
      throw claimed.wrong("tolerance", "two tolerances", "'tolerance' or 'tolerancePercent'");
    }
    if (claimed.has("tolerance")) {
      return claimed.nonNegative("tolerance");
    }
    if (claimed.has("tolerancePercent")) {
      BigDecimal share = claimed.nonNegative("tolerancePercent").movePointLeft(2);
      return claimed.decimal("value").abs().multiply(share);
    }
    if (claimed.text("comparison").equals(Comparison.ABOUT.key())) {
      throw claimed.wrong(
          "tolerance", "'about' without a tolerance", "'tolerance' or 'tolerancePercent'");
    }
    return BigDecimal.ZERO;
  }

  private static Target target(YamlFields fields) {
    if (fields.has("speaksTo") == fields.has("notTestable")) {
      throw fields.wrong(
          "speaksTo",
          fields.has("speaksTo") ? "both 'speaksTo' and 'notTestable'" : "no 'speaksTo'",
          "either a figure that a run has, or 'notTestable' with the reason");
    }
    if (fields.has("notTestable")) {
      return new Target.None(fields.text("notTestable"));
    }
    YamlFields to = fields.mapping("speaksTo");
    to.allow(List.of("treatment", "outcome", "figure", "accuracy", "cost", "as"));
    String treatment = to.text("treatment");
    Reading reading =
        to.has("as") ? to.word("as", List.of(Reading.values()), Reading::key) : Reading.VALUE;
    return switch (onlyOne(to)) {
      case "outcome" ->
          new Target.OfEffect(
              treatment,
              to.text("outcome"),
              to.word("figure", List.of(EffectFigure.values()), EffectFigure::key),
              reading);
      case "accuracy" -> new Target.OfAccuracy(treatment, AccuracyWords.read(to), reading);
      default -> {
        to.word("cost", List.of("monthly"), word -> word);
        yield new Target.OfCost(treatment, reading);
      }
    };
  }

  private static String onlyOne(YamlFields to) {
    List<String> given = List.of("outcome", "accuracy", "cost").stream().filter(to::has).toList();
    if (given.size() != 1) {
      throw to.wrong(
          given.isEmpty() ? "treatment" : given.getLast(),
          given.size() + " figures",
          "one of 'outcome', 'accuracy', 'cost'");
    }
    return given.getFirst();
  }
}
