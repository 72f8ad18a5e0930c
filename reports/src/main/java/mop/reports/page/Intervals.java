package mop.reports.page;

import mop.analysis.result.Estimate;
import mop.reports.words.Findings;
import mop.reports.words.Numbers;

/** The level that the intervals of a result share. */
final class Intervals {

  private Intervals() {}

  /** {@code at 95 %}, or nothing where they differ. */
  static String level(Findings f) {
    var levels =
        f.result().cost().treatments().stream()
            .map(c -> c.monthly())
            .mapToDouble(Estimate::level)
            .distinct()
            .toArray();
    return levels.length == 1 ? " at " + Numbers.significant(100 * levels[0]) + " %" : "";
  }
}
