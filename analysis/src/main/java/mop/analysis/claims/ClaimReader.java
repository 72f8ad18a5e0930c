package mop.analysis.claims;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.analysis.claims.Target.EffectFigure;
import mop.analysis.claims.arithmetic.Check;
import mop.analysis.claims.arithmetic.CheckReader;
import mop.analysis.claims.arithmetic.Figure;
import mop.analysis.claims.arithmetic.FigureReader;
import mop.analysis.claims.arithmetic.Figures;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.input.YamlDocument;
import mop.analysis.input.YamlFields;

/** Reads and checks a file of claims. */
final class ClaimReader {
  private static final String HELP = "See 'A set of claims' in docs/formats.md.";

  private ClaimReader() {}

  static ClaimSet read(YamlDocument document) {
    YamlFields top = YamlFields.of(document, HELP);
    top.allow(List.of("name", "source", "figures", "checks", "claims"));
    String name = top.text("name");
    String source = top.text("source");
    Figures figures = FigureReader.read(top);
    List<Check> checks = CheckReader.read(top, figures);
    if (checks.isEmpty() && !top.has("claims")) {
      throw top.wrong("claims", "no claim and no check", "a list 'claims' or 'checks'");
    }
    return new ClaimSet(name, source, figures, checks, claims(top, source, figures));
  }

  private static List<PublishedClaim> claims(YamlFields top, String source, Figures figures) {
    List<PublishedClaim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlFields fields : top.has("claims") ? top.mappings("claims") : List.<YamlFields>of()) {
      PublishedClaim claim = claim(fields, source, figures);
      if (!ids.add(claim.id())) {
        throw fields.wrong("id", "a second claim '" + claim.id() + "'", "an id of its own");
      }
      claims.add(claim);
    }
    return claims;
  }

  private static PublishedClaim claim(YamlFields fields, String publication, Figures figures) {
    fields.allow(
        List.of("id", "source", "statement", "claimed", "speaksTo", "notTestable", "measuredPart"));
    YamlFields claimed = fields.mapping("claimed");
    claimed.allow(
        List.of("figure", "value", "unit", "comparison", "tolerance", "tolerancePercent"));
    boolean named = claimed.has("figure");
    if (named == claimed.has("value")) {
      throw claimed.wrong(
          named ? "value" : "figure",
          named ? "both 'figure' and 'value'" : "no 'figure'",
          "the name of a figure, or 'value' with 'unit'");
    }
    Figure figure =
        named ? figure(claimed, figures) : FigureReader.single(claimed, fields.text("source"));
    return new PublishedClaim(
        fields.text("id"),
        figure.name(),
        publication + ": " + fields.text("source", figure.source()),
        fields.text("statement"),
        figure.value(),
        figure.unit(),
        claimed.word("comparison", List.of(Comparison.values()), Comparison::key),
        tolerance(claimed, figure),
        target(fields, figure.unit()),
        experiment(fields),
        fields.text("measuredPart", ""));
  }

  private static Figure figure(YamlFields claimed, Figures figures) {
    if (claimed.has("unit")) {
      throw claimed.wrong("unit", "a second unit", "the unit of the figure only");
    }
    String name = claimed.text("figure");
    return figures
        .find(name)
        .orElseThrow(() ->
            new InvalidInput(
                claimed.where("figure"),
                "no figure '" + name + "'",
                "a name below 'figures'",
                NearestWord.of(name, figures.names())
                    .map(word -> "Did you mean '" + word + "'?")
                    .orElse(HELP)));
  }

  private static String experiment(YamlFields fields) {
    return fields.has("speaksTo") ? fields.mapping("speaksTo").text("experiment", "") : "";
  }

  private static BigDecimal tolerance(YamlFields claimed, Figure figure) {
    if (claimed.has("tolerance") && claimed.has("tolerancePercent")) {
      throw claimed.wrong("tolerance", "two tolerances", "'tolerance' or 'tolerancePercent'");
    }
    if (claimed.has("tolerance")) {
      return claimed.nonNegative("tolerance");
    }
    if (claimed.has("tolerancePercent")) {
      BigDecimal share = claimed.nonNegative("tolerancePercent").movePointLeft(2);
      return figure.value().abs().multiply(share);
    }
    if (claimed.has("figure")) {
      return figure.rounding();
    }
    if (claimed.text("comparison").equals(Comparison.ABOUT.key())) {
      throw claimed.wrong(
          "tolerance", "'about' without a tolerance", "'tolerance' or 'tolerancePercent'");
    }
    return BigDecimal.ZERO;
  }

  private static Target target(YamlFields fields, String unit) {
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
    to.allow(List.of("experiment", "treatment", "outcome", "figure", "accuracy", "cost", "as"));
    String treatment = to.text("treatment");
    Reading reading =
        to.has("as") ? to.word("as", List.of(Reading.values()), Reading::key) : Reading.VALUE;
    Target target =
        switch (onlyOne(to)) {
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
    ClaimUnits.fit(to, target, reading, unit);
    return target;
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
