package mop.simulator.engine;

import mop.analysis.telemetry.Fault;

/**
 * A fault as it will be carried out.
 *
 * @param index position among the block's faults
 * @param exposure what it does to a trace that it hits, at its full strength
 * @param share probability that it hits a trace that comes to the place at fault; for a traffic
 *     spike 0
 * @param entry index of the entry that gets more traffic, or {@link Exposure#NOTHING}
 * @param extraPerSecond traces a second that a traffic spike adds
 */
record PlannedFault(
    int index,
    FaultKind kind,
    Fault truth,
    Exposure exposure,
    double share,
    int entry,
    double extraPerSecond) {
  private static final double FIRST_STRENGTH = 0.25;
  private static final double FAILURES_FROM = 0.6;

  /** What it does to a trace that begins at this instant. */
  Exposure exposureAt(long nanos) {
    if (kind != FaultKind.RESOURCE_EXHAUSTION) {
      return exposure;
    }
    double done = (double) (nanos - truth.startNanos()) / (truth.endNanos() - truth.startNanos());
    double strength = FIRST_STRENGTH + (1 - FIRST_STRENGTH) * done;
    return Exposure.exhaust(
        exposure.service(),
        exposure.pod(),
        exposure.slowNanos() * strength,
        done < FAILURES_FROM ? 0 : exposure.failProbability());
  }
}
