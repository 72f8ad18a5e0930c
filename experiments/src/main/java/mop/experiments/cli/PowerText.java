package mop.experiments.cli;

import java.util.Locale;
import mop.analysis.result.Result.MethodPower;
import mop.analysis.result.Result.Power;
import org.jspecify.annotations.Nullable;

/** What a design can decide on one primary outcome: the methods that decide, then the others. */
final class PowerText {
  private PowerText() {}

  static String render(Power power) {
    StringBuilder text = new StringBuilder();
    String units =
        power.outcome() + ": " + power.units() + (share(power) ? " visible faults" : " blocks");
    text.append(row(units, "power", "smallest"));
    text.append(
        row(
            "  " + power.method(),
            fixed(power.power()),
            effect(power, power.minimumDetectableEffect())));
    power.others().stream()
        .filter(other -> other.decides() != null)
        .forEach(other -> text.append(row(power, other, "  " + other.decides() + ": ")));
    if (power.others().stream().anyMatch(other -> other.decides() == null)) {
      text.append("  other reasonable methods, for comparison:\n");
    }
    power.others().stream()
        .filter(other -> other.decides() == null)
        .forEach(other -> text.append(row(power, other, "    ")));
    text.append(Wrapped.at(PlanText.COLUMNS, "  if " + power.assumption(), "    "));
    text.append(Wrapped.at(PlanText.COLUMNS, smallest(power), "    "));
    return text.append('\n').toString();
  }

  private static String smallest(Power power) {
    Double margin = power.smallestMargin();
    return margin == null
        ? "  smallest: the change that is found in 4 runs of 5"
        : "  smallest: the margin (with McNemar: the gain) that is shown in 4 runs of 5; no result"
            + " with so few faults can show a smaller margin than "
            + effect(power, margin);
  }

  private static boolean share(Power power) {
    return power.smallestMargin() != null;
  }

  private static String row(Power power, MethodPower other, String start) {
    String how = other.basis().startsWith("simulated") ? "~" : "";
    String shows = other.shows() == null ? "" : ": " + other.shows();
    return row(
        start + other.name() + shows,
        how + fixed(other.power()),
        effect(power, other.minimumDetectableEffect()));
  }

  private static String row(String name, String power, String smallest) {
    return String.format(Locale.ROOT, "%-60s %7s %10s%n", name, power, smallest);
  }

  private static String fixed(double power) {
    return String.format(Locale.ROOT, "%.2f", power);
  }

  private static String effect(Power power, @Nullable Double effect) {
    return effect == null
        ? "none"
        : String.format(Locale.ROOT, "%.1f %s", 100 * effect, share(power) ? "pp" : "%");
  }
}
