package mop.reports.words;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Effect;

/**
 * The answer in words.
 *
 * <p>Figures hold spaces that do not break; {@link #plain} turns them into common ones.
 *
 * @param adopt whether anything but the baseline is recommended
 * @param treatment what to run from now on
 * @param amount what that saves, or what it costs where nothing is adopted; empty without a bill
 * @param interval of the amount, or empty
 * @param because why nothing else is adopted; empty where something is
 * @param tradeOff what is won and what is lost, in one sentence; empty where nothing was judged
 * @param wouldDecide how much more data would decide, in one sentence; empty where nothing is open
 */
public record Headline(
    boolean adopt,
    String treatment,
    String amount,
    String interval,
    String because,
    String tradeOff,
    String wouldDecide) {

  /** Reads the headline off the findings. */
  public static Headline of(Findings f) {
    boolean adopt = f.result().recommendation().adopt();
    String name = f.result().recommendation().treatment();
    Shown amount = adopt ? saved(f, name) : spent(f, name);
    return new Headline(
        adopt,
        name,
        amount.point().replace(' ', '\u00A0'),
        amount.interval().replace(' ', '\u00A0'),
        adopt ? "" : whyKept(f),
        TradeOff.of(f),
        adopt ? "" : MoreData.of(f));
  }

  /** {@code Adopt} or {@code Keep}. */
  public String verb() {
    return adopt ? "Adopt" : "Keep";
  }

  /** What stands between the treatment's name and the amount. */
  public String link() {
    if (amount.isEmpty()) {
      return "";
    }
    return adopt ? " and save " : " at ";
  }

  /** Verdict, money and reason in one line, with spaces that do not break inside figures. */
  public String sentence() {
    String money = amount + (interval.isEmpty() ? "" : "\u00A0" + interval);
    return verb() + " " + treatment + link() + money + (because.isEmpty() ? "" : ": " + because);
  }

  /** {@link #sentence} with common spaces. */
  public String plain() {
    return sentence().replace('\u00A0', ' ');
  }

  /** What an effect on cost saves: money where the outcome is money, else the relative change. */
  private static Shown saved(Findings f, String treatment) {
    return f.costEffect(treatment)
        .map(e ->
            f.unit(e.outcome()) instanceof Unit.Money money
                ? monthly(money, negated(e.difference()))
                : relative(f, e))
        .orElse(Shown.of(""));
  }

  private static Shown spent(Findings f, String treatment) {
    return f.bill(treatment)
        .map(b -> monthly(new Unit.Money(f.currency()), b.monthly()))
        .orElse(Shown.of(""));
  }

  private static Shown relative(Findings f, Effect e) {
    Shown less = Unit.lessened(negated(f.changed(e)));
    return new Shown(
        less.number(), "", less.unit() + " of " + lower(f.label(e.outcome())), less.interval());
  }

  private static Shown monthly(Unit.Money money, Estimate amount) {
    Shown shown = money.value(amount);
    return new Shown(shown.number(), shown.prefix(), "a month", shown.interval());
  }

  private static String whyKept(Findings f) {
    Set<String> kinds =
        f.treatments().stream()
            .map(f::standing)
            .map(Standing::word)
            .filter(w -> !w.equals("baseline"))
            .collect(Collectors.toSet());
    String noun = f.noun();
    if (f.treatments().stream().anyMatch(t -> f.standing(t) instanceof Standing.Undecided)) {
      return shared(f, "too little data to say whether a cheaper " + noun + " is accurate enough");
    }
    if (kinds.equals(Set.of("no saving"))) {
      return "no other " + noun + " is cheaper";
    }
    return kinds.contains("no saving")
        ? "no " + noun + " is both cheaper and accurate enough"
        : "no cheaper " + noun + " is accurate enough";
  }

  /** The reason that all undecided treatments share where they were not judged, else this one. */
  private static String shared(Findings f, String otherwise) {
    List<String> reasons =
        f.treatments().stream()
            .filter(t -> f.standing(t) instanceof Standing.Undecided)
            .filter(t -> f.accuracyEffect(t.name()).isEmpty() || f.costEffect(t.name()).isEmpty())
            .map(t -> f.standing(t).because())
            .distinct()
            .toList();
    return reasons.size() == 1 ? reasons.getFirst().replace("its ", "") : otherwise;
  }

  /** A label inside a sentence: its first letter small unless it is an abbreviation. */
  public static String lower(String label) {
    boolean word = label.length() > 1 && Character.isLowerCase(label.charAt(1));
    return word ? label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1) : label;
  }

  static Estimate negated(Estimate e) {
    return new Estimate(-e.estimate(), -e.high(), -e.low(), e.level(), e.method(), e.n());
  }
}
