package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.input.YamlFields;

/** Reads statements about how figures hang together. */
public final class CheckReader {
  private static final List<String> KINDS =
      List.of(
          "sum",
          "formula",
          "reduction",
          "share",
          "average",
          "same",
          "successive",
          "within",
          "throughput",
          "investment");
  private static final int MOST_YEARS = 100;

  private final Figures figures;
  private final Units units;

  private CheckReader(Figures figures) {
    this.figures = figures;
    this.units = new Units(figures);
  }

  /**
   * The checks below {@code checks}; none where the key is absent.
   *
   * @param figures that they may name
   */
  public static List<Check> read(YamlFields top, Figures figures) {
    if (!top.has("checks")) {
      return List.of();
    }
    CheckReader reader = new CheckReader(figures);
    List<Check> checks = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlFields fields : top.mappings("checks")) {
      Check check = reader.check(fields);
      if (!ids.add(check.id())) {
        throw fields.wrong("id", "a second check '" + check.id() + "'", "an id of its own");
      }
      checks.add(check);
    }
    return List.copyOf(checks);
  }

  private Check check(YamlFields fields) {
    List<String> known = new ArrayList<>(List.of("id", "statement"));
    known.addAll(KINDS);
    fields.allow(known);
    List<String> given = KINDS.stream().filter(fields::has).toList();
    if (given.size() != 1) {
      throw fields.wrong(
          given.isEmpty() ? "id" : given.getLast(),
          given.isEmpty() ? "no rule" : "two rules, " + String.join(" and ", given),
          "one of " + String.join(", ", KINDS));
    }
    String kind = given.getFirst();
    Relation relation = relation(kind, fields.mapping(kind));
    Check check = new Check(fields.text("id"), fields.text("statement"), relation);
    try {
      check.findings(figures);
    } catch (ArithmeticException e) {
      throw fields.wrong(kind, "it divides by 0", "figures that can be divided by");
    }
    return check;
  }

  private Relation relation(String kind, YamlFields of) {
    return switch (kind) {
      case "sum" -> {
        of.allow(List.of("total", "of"));
        Amount total = amount(of, "total");
        yield new Sum(total, amounts(of, "of", total));
      }
      case "formula" -> {
        of.allow(List.of("figure", "equals"));
        yield new Formula(amount(of, "figure"), amount(of, "equals"));
      }
      case "reduction" -> {
        of.allow(List.of("from", "to", "percent"));
        Amount from = amount(of, "from");
        Amount to = amount(of, "to");
        units.same(of, "to", to, from);
        yield new Reduction(from, to, percent(of));
      }
      case "share" -> share(of);
      case "average" -> average(of);
      case "same" -> {
        of.allow(List.of("of"));
        List<Amount> all = amounts(of, "of");
        all = amounts(of, "of", all.getFirst());
        if (all.size() < 2) {
          throw of.wrong("of", "one figure", "two or more that are said to be the same");
        }
        yield new Same(all);
      }
      case "successive" -> {
        of.allow(List.of("percent", "of"));
        yield new Successive(percent(of), percents(of));
      }
      case "within" -> {
        of.allow(List.of("parts", "whole"));
        Amount whole = amount(of, "whole");
        yield new Within(amounts(of, "parts", whole), whole);
      }
      case "throughput" -> {
        of.allow(List.of("perDay", "peakPerSecond"));
        yield new Throughput(amount(of, "perDay"), amount(of, "peakPerSecond"));
      }
      default -> investment(of);
    };
  }

  private Share share(YamlFields of) {
    of.allow(List.of("part", "whole", "percent"));
    Amount part = amount(of, "part");
    if (of.isList("whole")) {
      return new Share(part, amounts(of, "whole", part), percent(of));
    }
    Amount whole = amount(of, "whole");
    units.same(of, "whole", whole, part);
    return new Share(part, List.of(whole), percent(of));
  }

  private Average average(YamlFields of) {
    of.allow(List.of("figure", "of", "weights"));
    Amount figure = amount(of, "figure");
    List<Amount> values = amounts(of, "of", figure);
    List<Amount> weights = of.has("weights") ? amounts(of, "weights") : List.of();
    if (!weights.isEmpty() && weights.size() != values.size()) {
      throw of.wrong(
          "weights",
          weights.size() + " weights for " + values.size() + " figures",
          "as many weights as figures");
    }
    return new Average(figure, values, weights);
  }

  private Investment investment(YamlFields of) {
    of.allow(
        List.of(
            "invested",
            "monthlySaving",
            "years",
            "discountPercent",
            "paybackMonths",
            "roiPercent",
            "irrPercent",
            "npv"));
    Investment investment =
        new Investment(
            amount(of, "invested"),
            amount(of, "monthlySaving"),
            of.has("years") ? Optional.of(years(of)) : Optional.empty(),
            optional(of, "discountPercent"),
            optional(of, "paybackMonths"),
            optional(of, "roiPercent"),
            optional(of, "irrPercent"),
            optional(of, "npv"));
    for (String key : List.of("invested", "monthlySaving")) {
      positive(
          of, key, key.equals("invested") ? investment.invested() : investment.monthlySaving());
    }
    if (investment.years().isEmpty()
        && (investment.irrPercent().isPresent() || investment.npv().isPresent())) {
      throw of.wrong("years", "'years' is missing", "over how many years irrPercent and npv count");
    }
    return investment;
  }

  private void positive(YamlFields of, String key, Amount amount) {
    BigDecimal value = Leeway.of(Quantity.of(amount), figures).value();
    if (value.signum() <= 0) {
      throw of.wrong(key, "it is " + value.toPlainString(), "an amount above 0");
    }
  }

  private static int years(YamlFields of) {
    BigDecimal years = of.decimal("years");
    if (years.scale() > 0
        || years.signum() <= 0
        || years.compareTo(new BigDecimal(MOST_YEARS)) > 0) {
      throw of.wrong("years", "it is " + years.toPlainString(), "whole years, 1 to " + MOST_YEARS);
    }
    return years.intValueExact();
  }

  private Optional<Amount> optional(YamlFields of, String key) {
    return of.has(key) ? Optional.of(amount(of, key)) : Optional.empty();
  }

  private Amount amount(YamlFields of, String key) {
    return amount(of, key, of.text(key));
  }

  private Amount percent(YamlFields of) {
    Amount amount = amount(of, "percent");
    units.percent(of, "percent", amount);
    return amount;
  }

  private List<Amount> percents(YamlFields of) {
    List<Amount> amounts = amounts(of, "of");
    for (int i = 0; i < amounts.size(); i++) {
      units.percent(of, "of[" + i + "]", amounts.get(i));
    }
    return amounts;
  }

  private List<Amount> amounts(YamlFields of, String key) {
    List<String> texts = of.texts(key);
    List<Amount> amounts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      amounts.add(amount(of, key + "[" + i + "]", texts.get(i)));
    }
    return List.copyOf(amounts);
  }

  /** Amounts of a list, all in the unit of another. */
  private List<Amount> amounts(YamlFields of, String key, Amount like) {
    List<Amount> amounts = amounts(of, key);
    for (int i = 0; i < amounts.size(); i++) {
      units.same(of, key + "[" + i + "]", amounts.get(i), like);
    }
    return amounts;
  }

  private Amount amount(YamlFields of, String place, String text) {
    try {
      Amount amount = Amount.parse(text);
      for (String name : amount.names()) {
        if (figures.find(name).isEmpty()) {
          throw unknown(of, place, name);
        }
      }
      units.added(of, place, amount);
      return amount;
    } catch (IllegalArgumentException e) {
      throw of.wrong(
          place,
          "'" + text + "' is no formula (" + e.getMessage() + ")",
          "figures and numbers with + - * / ( ) between spaces");
    }
  }

  private InvalidInput unknown(YamlFields of, String place, String name) {
    return new InvalidInput(
        of.where(place),
        "no figure '" + name + "'",
        "a name below 'figures'",
        NearestWord.of(name, figures.names())
            .map(word -> "Did you mean '" + word + "'?")
            .orElse("Add it there; operators need a space on both sides."));
  }
}
