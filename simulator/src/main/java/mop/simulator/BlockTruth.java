package mop.simulator;

import java.util.List;
import mop.analysis.telemetry.Fault;

/**
 * What really happened in a block. For judging only: whoever sees this while samplers or detectors
 * run, cheats.
 *
 * @param faults in order of time
 * @param traceFaults which traces a fault hit
 * @param traces number of traces
 * @param spans number of spans
 * @param startNanos begin of the block, Unix nanoseconds; no span is earlier
 * @param endNanos end of the block, exclusive, Unix nanoseconds; no trace begins later, but spans
 *     of traces that have begun end later
 */
public record BlockTruth(
    List<Fault> faults,
    TraceFaults traceFaults,
    long traces,
    long spans,
    long startNanos,
    long endNanos) {
  public BlockTruth {
    faults = List.copyOf(faults);
  }
}
