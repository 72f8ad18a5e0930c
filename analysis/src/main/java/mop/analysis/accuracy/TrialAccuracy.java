package mop.analysis.accuracy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import mop.analysis.inference.MatchedBlock;
import org.jspecify.annotations.Nullable;

/**
 * What one treatment's kept traces tell of one block, against its full data. Small and serialisable
 * as it stands: one journal line holds it.
 *
 * @param traces traces kept of all
 * @param spans spans kept of all
 * @param errorTraces traces with an error in any span
 * @param slowTraces traces slower than the 99th percentile of their root operation in the full data
 * @param callPaths distinct paths of operations from a root to a leaf
 * @param signals errors of the signals by operation and minute
 * @param detection how the detector was set and what it raised
 * @param faults one by one, those that could be judged
 * @param rootCauseMethod how root causes were named
 */
public record TrialAccuracy(
    Share traces,
    Share spans,
    Share errorTraces,
    Share slowTraces,
    Share callPaths,
    List<SignalErrors> signals,
    Detection detection,
    List<FaultOutcome> faults,
    String rootCauseMethod) {

  /** So many kept of so many in the full data. */
  public record Share(long kept, long full) {}

  /**
   * Error of one signal over the cells (operation and minute) of the block.
   *
   * @param signal {@code requestRate}, {@code errorRate}, {@code p50}, {@code p95}, {@code p99}
   * @param median median relative error over cells with an estimate, as a fraction. A request rate
   *     without kept requests is estimated as 0, an error of 1; the error rate is judged where the
   *     full data has errors, for where it has none the kept data has none either
   * @param p90 90th percentile of the same
   * @param cells cells with enough requests in the full data
   * @param cellsWithoutData of these, cells in which nothing was kept
   * @param refused why there is no estimate, or absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SignalErrors(
      String signal,
      @Nullable Double median,
      @Nullable Double p90,
      long cells,
      long cellsWithoutData,
      @Nullable String refused) {}

  /**
   * How the detector was set and what it raised by mistake. An operation-minute is fault-free when
   * no trace that passed through a service at fault touched the operation while the fault lasted.
   *
   * @param detector its name
   * @param data whether kept traces were weighted by adjusted counts, and if not why
   * @param falseAlarmsPerMinute allowed in fault-free minutes, the same in both data sets
   * @param faultFreeMinutes minutes, all operations together, that the threshold was set on
   * @param full false alarms in the full data
   * @param kept false alarms in the kept data
   * @param chance probability, at most, that a fault of mean length is found by chance
   * @param faultsNotJudged faults whose window lies where the detector had no history
   * @param refused why nothing was detected, or absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Detection(
      String detector,
      String data,
      double falseAlarmsPerMinute,
      int faultFreeMinutes,
      FalseAlarms full,
      FalseAlarms kept,
      double chance,
      int faultsNotJudged,
      @Nullable String refused) {}

  /**
   * @param alarms alarming operation-minutes outside the scope of every fault
   * @param episodes the same as an operator meets them: minutes in a row with any are one
   */
  public record FalseAlarms(int alarms, int episodes) {}

  /**
   * @param delayFull seconds from the fault's start to the alarm in the full data; absent when it
   *     was not found
   * @param delayKept the same in the kept data
   * @param rankFull place of the true root cause among the services, from 1, in the full data;
   *     absent when nothing spoke for it, and for faults that are not visible
   * @param rankKept the same from kept traces
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FaultOutcome(
      String id,
      String kind,
      boolean visible,
      boolean foundFull,
      boolean foundKept,
      @Nullable Double delayFull,
      @Nullable Double delayKept,
      @Nullable Integer rankFull,
      @Nullable Integer rankKept) {}

  public TrialAccuracy {
    signals = List.copyOf(signals);
    faults = List.copyOf(faults);
  }

  /**
   * The visible faults of the block, found in the full data (the baseline) and in the kept data.
   *
   * @param block the workload draw that this is of
   */
  public MatchedBlock matched(int block) {
    return matched(block, true);
  }

  MatchedBlock matched(int block, boolean visible) {
    int[] cells = new int[4];
    for (FaultOutcome fault : faults) {
      if (fault.visible() == visible) {
        cells[(fault.foundFull() ? 0 : 2) + (fault.foundKept() ? 0 : 1)]++;
      }
    }
    return new MatchedBlock(block, cells[0], cells[1], cells[2], cells[3]);
  }
}
