package mop.experiments.run;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import mop.analysis.inference.Forecast;
import mop.experiments.definition.DefinitionReader;

/**
 * When a run that goes on until its effects are known well enough will probably stop, if the
 * definition's assumptions hold.
 *
 * @param half wanted half-width, as a fraction
 * @param cost blocks for the bill; empty when more than {@value DefinitionReader#MOST_REPLICATES}
 * @param accuracy blocks for the faults found; empty likewise or without faults
 * @param most blocks that are run at most
 */
public record Outlook(double half, OptionalInt cost, OptionalInt accuracy, int most) {

  static Outlook of(Powers.Assumed assumed, double half, int most) {
    int limit = DefinitionReader.MOST_REPLICATES;
    return new Outlook(
        half,
        Forecast.blocks(assumed.cost(), half, Powers.LEVEL, limit),
        assumed.accuracy().events() == 0
            ? OptionalInt.empty()
            : Forecast.blocks(assumed.accuracy(), most, half, Powers.LEVEL, limit),
        most);
  }

  /** Blocks after which the run will probably end. */
  int blocks() {
    return Math.min(most, Math.max(cost.orElse(most), accuracy.orElse(most)));
  }

  /** That the run will probably end without knowing enough. */
  Optional<String> warning() {
    boolean late =
        cost.orElse(Integer.MAX_VALUE) > most || accuracy.orElse(Integer.MAX_VALUE) > most;
    return late
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "±%s will probably not be reached: the bill needs about %s blocks, the faults %s, and"
                    + " at most %d are run",
                Percent.of(half),
                about(cost),
                about(accuracy),
                most))
        : Optional.empty();
  }

  /** For people. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "stops when every change is known to ±%s %% (bill) and ±%s points (faults found):"
            + " probably after %s blocks for the bill and %s for the faults, at most %d",
        Percent.of(half),
        Percent.of(half),
        about(cost),
        about(accuracy),
        most);
  }

  private static String about(OptionalInt blocks) {
    return blocks.isPresent() ? Integer.toString(blocks.getAsInt()) : "too many";
  }
}
