package mop.reports.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Effect;
import mop.analysis.result.Result.Treatment;

/**
 * The answer in words.
 *
 * <p>Figures hold spaces that do not break; {@link #plain} turns them into common ones.
 *
 * @param adopt whether anything but the baseline is recommended
 * @param treatment what to run from now on
 * @param money what the recommended treatment saves, or empty if nothing is adopted
 * @param accuracy what happens to the primary accuracy, or why nothing is adopted
 */
public record Headline(boolean adopt, String treatment, String money, String accuracy) {

  /** Reads the headline off the findings. */
  public static Headline of(Findings f) {
    var recommendation = f.result().recommendation();
    if (!recommendation.adopt()) {
      return new Headline(false, recommendation.treatment(), "", whyKept(f));
    }
    String name = recommendation.treatment();
    String money = f.costEffect(name).map(e -> saving(f, e)).orElse(recommendation.savings());
    String accuracy = f.accuracyEffect(name).map(e -> accuracy(f, e)).orElse("");
    return new Headline(true, name, money, accuracy);
  }

  /** {@code Adopt} or {@code Keep}. */
  public String verb() {
    return adopt ? "Adopt" : "Keep";
  }

  /** Verdict, money and accuracy in one sentence, with spaces that do not break inside figures. */
  public String sentence() {
    String tail =
        money.isEmpty() || accuracy.isEmpty() ? money + accuracy : money + "; " + accuracy;
    return verb() + " " + treatment + (tail.isEmpty() ? "" : ": " + tail);
  }

  /** {@link #sentence} with common spaces. */
  public String plain() {
    return sentence().replace('\u00A0', ' ');
  }

  /** What an effect on cost saves: money where the outcome is money, else the relative change. */
  public static String saving(Findings f, Effect effect) {
    return f.unit(effect.outcome()) instanceof Unit.Money money
        ? lessOrMore(money, effect.difference(), " a month")
        : f.change(effect).unbroken() + " " + lower(f.label(effect.outcome()));
  }

  /** Money as {@code $2,310 a month less [2,180, 2,430]}. */
  private static String lessOrMore(Unit.Money money, Estimate difference, String per) {
    boolean less = difference.estimate() < 0;
    Shown shown = money.value(less ? negated(difference) : difference);
    return (shown.point() + per + (less ? " less " : " more ") + shown.interval())
        .replace(' ', '\u00A0');
  }

  /** What an effect on accuracy means against the margin. */
  public static String accuracy(Findings f, Effect effect) {
    String is = effect.verdict() == null ? "" : effect.verdict().is();
    String against =
        switch (is) {
          case "improved" -> ", better than " + f.baseline();
          case "equivalent" -> ", inside the " + f.margin() + " margin";
          case "regressed" -> ", beyond the " + f.margin() + " margin";
          case "inconclusive" -> ", undecided against the " + f.margin() + " margin";
          default -> "";
        };
    return lower(f.label(effect.outcome())) + " " + f.change(effect).unbroken() + against;
  }

  private static String whyKept(Findings f) {
    List<String> open = named(f, Standing.Undecided.class);
    List<String> parts = new ArrayList<>();
    if (open.isEmpty()) {
      parts.add("no treatment is cheaper and within the " + f.margin() + " margin");
    } else {
      parts.add("undecided for " + String.join(", ", open) + sharedReason(f));
      f.blocksNeeded().ifPresent(n -> parts.add("about " + n + " blocks would probably decide"));
    }
    return String.join("; ", parts);
  }

  /** Why, where one reason holds for all that is undecided. */
  private static String sharedReason(Findings f) {
    List<String> reasons =
        f.treatments().stream()
            .map(f::standing)
            .filter(Standing.Undecided.class::isInstance)
            .map(Standing::because)
            .distinct()
            .toList();
    return reasons.size() == 1 ? " (" + reasons.getFirst() + ")" : "";
  }

  private static List<String> named(Findings f, Class<? extends Standing> kind) {
    return f.treatments().stream()
        .filter(t -> kind.isInstance(f.standing(t)))
        .map(Treatment::name)
        .toList();
  }

  /** A label inside a sentence: its first letter small unless it is an abbreviation. */
  public static String lower(String label) {
    boolean word = label.length() > 1 && Character.isLowerCase(label.charAt(1));
    return word ? label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1) : label;
  }

  private static Estimate negated(Estimate e) {
    return new Estimate(-e.estimate(), -e.high(), -e.low(), e.level(), e.method(), e.n());
  }
}
