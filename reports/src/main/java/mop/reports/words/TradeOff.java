package mop.reports.words;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Effect;
import mop.analysis.result.Result.Treatment;

/**
 * What is won and what is lost, in one sentence with intervals: of what is adopted, else of the
 * cheapest treatment that is still open, else of the cheapest.
 */
final class TradeOff {

  private final Findings f;
  private final Effect cost;
  private final Effect accuracy;

  private TradeOff(Findings f, Effect cost, Effect accuracy) {
    this.f = f;
    this.cost = cost;
    this.accuracy = accuracy;
  }

  static String of(Findings f) {
    var recommendation = f.result().recommendation();
    if (recommendation.adopt()) {
      return both(f, recommendation.treatment()).map(TradeOff::adopted).orElse("");
    }
    return cheapest(f).flatMap(name -> both(f, name)).map(TradeOff::kept).orElse("");
  }

  private static Optional<TradeOff> both(Findings f, String name) {
    return f.costEffect(name)
        .flatMap(cost -> f.accuracyEffect(name).map(accuracy -> new TradeOff(f, cost, accuracy)))
        .filter(t -> t.f.changed(t.accuracy).n() > 0);
  }

  private static Optional<String> cheapest(Findings f) {
    List<String> cheaper =
        f.treatments().stream()
            .filter(t -> !t.baseline() && !(f.standing(t) instanceof Standing.Invalid))
            .map(Treatment::name)
            .filter(n -> f.costEffect(n).filter(e -> f.changed(e).estimate() < 0).isPresent())
            .sorted(
                Comparator.comparingDouble(
                    n -> f.costEffect(n).map(e -> f.changed(e).estimate()).orElse(0.0)))
            .toList();
    return cheaper.stream()
        .filter(n -> f.standing(n) instanceof Standing.Undecided)
        .findFirst()
        .or(() -> cheaper.stream().findFirst());
  }

  private String adopted() {
    String it = loss().startsWith("finds ") ? "it " : "";
    return "That is "
        + share()
        + " less than "
        + f.baseline()
        + "; "
        + it
        + loss()
        + against()
        + ".";
  }

  private String kept() {
    boolean open = f.standing(cost.treatment()) instanceof Standing.Undecided;
    String which = open ? "The cheapest " + f.noun() + " that is still open, " : cheapestIs();
    String but = surelyWorse() ? ", but " : "; ";
    return which + cost.treatment() + ", would save " + saving() + but + loss() + against() + ".";
  }

  private String cheapestIs() {
    return "The cheapest " + f.noun() + ", ";
  }

  /** {@code $143 a month [142, 144] (21.2 %)}. */
  private String saving() {
    if (!(f.unit(cost.outcome()) instanceof Unit.Money money)) {
      return share() + " of " + Headline.lower(f.label(cost.outcome()));
    }
    Shown less = money.value(Headline.negated(cost.difference()));
    Estimate relative = cost.relativeChange();
    String part =
        relative == null ? "" : " (" + Unit.lessened(Headline.negated(relative)).point() + ")";
    return unbroken(less.point() + " a month " + less.interval()) + unbroken(part);
  }

  private String share() {
    return unbroken(Unit.lessened(Headline.negated(f.changed(cost))).text());
  }

  /** {@code finds 45.9 points fewer of the visible faults [38.8, 52.8]}, or the signed change. */
  private String loss() {
    String label = Headline.lower(f.label(accuracy.outcome()));
    if (!surelyWorse()) {
      String what = label.endsWith(" found") ? "the share of " + label : label;
      return what + " changes by " + unbroken(points(f.change(accuracy)));
    }
    Estimate change = f.changed(accuracy);
    Estimate size = f.higherIsBetter() ? Headline.negated(change) : change;
    Shown lost = f.primaryIsShare() ? new Unit.Share().value(size) : Unit.lessened(size);
    String amount = lost.number() + (f.primaryIsShare() ? " points" : " %");
    return label.endsWith(" found") && f.higherIsBetter()
        ? "finds "
            + unbroken(amount)
            + " fewer of the "
            + label.substring(0, label.length() - " found".length())
            + " "
            + unbroken(lost.interval())
        : label + " is " + unbroken(amount + " worse " + lost.interval());
  }

  /** The change in words of a sentence: points, not their abbreviation. */
  private static String points(Shown s) {
    String unit = s.unit().equals("pp") ? "points" : s.unit();
    return new Shown(s.number(), s.prefix(), unit, s.interval()).text();
  }

  private String against() {
    String is = accuracy.verdict() == null ? "" : accuracy.verdict().is();
    String margin = "the margin of " + points(f.margin());
    return switch (is) {
      case "equivalent", "improved" -> ", inside " + margin;
      case "regressed" -> ", more than " + margin + " allows";
      case "inconclusive" -> ", which leaves open whether it keeps to " + margin;
      default -> "";
    };
  }

  private static String points(String margin) {
    return margin.replace("pp", "points");
  }

  private boolean surelyWorse() {
    Estimate change = f.changed(accuracy);
    return change.level() > 0 && (f.higherIsBetter() ? change.high() < 0 : change.low() > 0);
  }

  /** A figure that breaks at most between its value and its interval. */
  private static String unbroken(String text) {
    String solid = text.strip().replace(' ', '\u00A0').replace("\u00A0[", " [");
    return text.startsWith(" ") ? " " + solid : solid;
  }
}
