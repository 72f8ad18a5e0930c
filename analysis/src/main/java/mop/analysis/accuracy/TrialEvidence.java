package mop.analysis.accuracy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one treatment's kept traces tell of one block, against its full data, all but which faults
 * are found: that takes a threshold, which is set over all blocks by {@link JudgedTreatment}.
 * Serialisable as it stands: one journal line holds it.
 *
 * @param traces traces kept of all
 * @param spans spans kept of all
 * @param errorTraces traces with an error in any span
 * @param slowTraces traces slower than the 99th percentile of their root operation in the full data
 * @param callPaths distinct paths of operations from a root to a leaf
 * @param signals errors of the signals by operation and minute
 * @param faults one by one, those that could be judged
 * @param faultsNotJudged faults whose window lies where the detector had no history
 * @param detectorData whether kept traces were weighted by adjusted counts, and if not why
 * @param detected what each detector of the set made of the data; the first is the one that decides
 */
public record TrialEvidence(
    Share traces,
    Share spans,
    Share errorTraces,
    Share slowTraces,
    Share callPaths,
    List<SignalErrors> signals,
    List<FaultEvidence> faults,
    int faultsNotJudged,
    String detectorData,
    List<Detected> detected) {

  /**
   * What a detector made of the full data and of the kept traces.
   *
   * @param detector its name
   */
  public record Detected(String detector, DetectorScores full, DetectorScores kept) {}

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
   * @param intervals cells in which enough was kept for a 95 % interval of the signal
   * @param covering of these, cells in which it holds what the full data says
   * @param refused why there is no estimate, or absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SignalErrors(
      String signal,
      @Nullable Double median,
      @Nullable Double p90,
      long cells,
      long cellsWithoutData,
      long intervals,
      long covering,
      @Nullable String refused) {}

  /**
   * A fault that was judged, and where its root cause was ranked.
   *
   * @param rankFull place of the true root cause among the services, from 1, in the full data;
   *     absent when nothing spoke for it, and for faults that are not visible
   * @param rankKept the same from kept traces
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FaultEvidence(
      String id,
      String kind,
      boolean visible,
      @Nullable Integer rankFull,
      @Nullable Integer rankKept) {}

  public TrialEvidence {
    signals = List.copyOf(signals);
    faults = List.copyOf(faults);
    detected = List.copyOf(detected);
  }

  /** What the detector that decides made of the full data. */
  DetectorScores full() {
    return detected.getFirst().full();
  }

  /** What the detector that decides made of the kept traces. */
  DetectorScores kept() {
    return detected.getFirst().kept();
  }

  /** The same evidence as if another detector of the set decided. */
  TrialEvidence decidedBy(Detected other) {
    return new TrialEvidence(
        traces,
        spans,
        errorTraces,
        slowTraces,
        callPaths,
        signals,
        faults,
        faultsNotJudged,
        detectorData,
        List.of(other));
  }
}
