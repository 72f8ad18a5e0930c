package mop.experiments.run;

import java.util.List;
import java.util.Locale;
import mop.analysis.cost.Parameter;
import mop.analysis.cost.Scenario;
import mop.experiments.run.Journal.BlockDrawn;

/** Accuracy does not scale with volume as a bill does; whoever reads both must know. */
final class Volume {
  private static final double SECONDS_PER_DAY = 86_400;

  private Volume() {}

  /** The volume at which accuracy was judged, beside the one at which the bill is written. */
  static String warning(List<BlockDrawn> blocks, Scenario scenario) {
    double traces = blocks.stream().mapToLong(BlockDrawn::traces).sum();
    double seconds =
        blocks.stream().mapToDouble(block -> (block.endNanos() - block.startNanos()) / 1e9).sum();
    return String.format(
        Locale.ROOT,
        "accuracy is that of this workload's %.3g traces a second, the bill that of %,.0f a second:"
            + " a busier system keeps more traces of each fault at the same rate, so it loses fewer faults",
        traces / seconds,
        scenario.value(Parameter.TRACES_PER_DAY) / SECONDS_PER_DAY);
  }
}
