package mop.analysis.accuracy;

import java.util.List;
import mop.analysis.inference.MatchedBlock;
import org.jspecify.annotations.Nullable;

/**
 * What one treatment's kept traces tell of one block, and which of its faults are found in them.
 *
 * @param faults those that could be judged; empty when no threshold could be set
 * @param falseAlarmsFull raised by mistake in the full data
 * @param falseAlarmsKept raised by mistake in the kept data
 */
public record TrialAccuracy(
    TrialEvidence evidence,
    List<FaultOutcome> faults,
    FalseAlarms falseAlarmsFull,
    FalseAlarms falseAlarmsKept) {

  /**
   * @param minutes minutes in which an operation alarms outside the scope of every fault
   * @param episodes the same as an operator meets them: minutes in a row are one
   */
  public record FalseAlarms(int minutes, int episodes) {}

  /**
   * @param delayFull seconds from the fault's start to the alarm in the full data; absent when it
   *     was not found
   * @param delayKept the same in the kept data
   */
  public record FaultOutcome(
      TrialEvidence.FaultEvidence fault, @Nullable Double delayFull, @Nullable Double delayKept) {

    /** Whether the fault can show in rate, errors or latency at all. */
    public boolean visible() {
      return fault.visible();
    }

    public boolean foundFull() {
      return delayFull != null;
    }

    public boolean foundKept() {
      return delayKept != null;
    }
  }

  public TrialAccuracy {
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
