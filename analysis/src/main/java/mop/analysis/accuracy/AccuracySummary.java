package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import mop.analysis.inference.BlockMean;
import mop.analysis.result.Result;

/**
 * One treatment's accuracy over all its blocks. Shares of faults are pooled over faults; everything
 * that comes once a block is averaged over blocks, with the block as the unit of its interval.
 */
public final class AccuracySummary {
  private static final double LEVEL = 0.95;

  private final List<TrialEvidence> blocks;

  private AccuracySummary(List<TrialEvidence> blocks) {
    this.blocks = blocks;
  }

  /**
   * Sums up.
   *
   * @param settings as the blocks were judged by
   */
  public static Result.Accuracy of(
      String treatment, JudgedTreatment judged, JudgeSettings settings) {
    return new AccuracySummary(judged.trials().stream().map(TrialAccuracy::evidence).toList())
        .summarise(treatment, new FaultSummary(judged), settings);
  }

  private Result.Accuracy summarise(String treatment, FaultSummary faults, JudgeSettings settings) {
    return new Result.Accuracy(
        treatment,
        faults.score(true),
        faults.score(false),
        faults.classes(),
        faults.rootCause(),
        signals(),
        coverage(),
        detectors(settings));
  }

  /** What each detector of the set finds, all at the same rate of false alarms. */
  private List<Result.Detector> detectors(JudgeSettings settings) {
    List<Result.Detector> detectors = new ArrayList<>();
    for (int i = 0; i < blocks.getFirst().detected().size(); i++) {
      int detector = i;
      JudgedTreatment judged =
          JudgedTreatment.of(
              blocks.stream()
                  .map(block -> block.decidedBy(block.detected().get(detector)))
                  .toList(),
              settings);
      Result.FaultScore score = new FaultSummary(judged).score(true);
      detectors.add(
          new Result.Detector(
              blocks.getFirst().detected().get(detector).detector(),
              detector == 0,
              score.recall(),
              score.recallFull(),
              score.difference(),
              score.delaySeconds(),
              score.delaySecondsFull(),
              judged.detector().outOfSampleKept(),
              judged.detector().outOfSampleFull()));
    }
    return List.copyOf(detectors);
  }

  private List<Result.SignalError> signals() {
    List<Result.SignalError> errors = new ArrayList<>();
    for (int i = 0; i < blocks.getFirst().signals().size(); i++) {
      int signal = i;
      errors.add(signal(blocks.stream().map(block -> block.signals().get(signal)).toList()));
    }
    return errors;
  }

  /**
   * Refused when any block with cells to judge was: a mean over the others would flatter. Blocks
   * without such cells have nothing to say.
   */
  private static Result.SignalError signal(List<TrialEvidence.SignalErrors> perBlock) {
    List<Double> medians = new ArrayList<>();
    List<Double> p90s = new ArrayList<>();
    String refused = null;
    String nothing = null;
    for (TrialEvidence.SignalErrors block : perBlock) {
      if (block.median() != null && block.p90() != null) {
        medians.add(block.median());
        p90s.add(block.p90());
      } else if (block.cells() > 0) {
        refused = block.refused();
      } else {
        nothing = block.refused();
      }
    }
    boolean estimated = refused == null && !medians.isEmpty();
    return new Result.SignalError(
        perBlock.getFirst().signal(),
        estimated ? BlockMean.within(BlockMean.of(medians, LEVEL), 0, Double.MAX_VALUE) : null,
        estimated ? BlockMean.of(p90s, LEVEL).estimate() : null,
        perBlock.stream().mapToLong(TrialEvidence.SignalErrors::cells).sum(),
        perBlock.stream().mapToLong(TrialEvidence.SignalErrors::cellsWithoutData).sum(),
        perBlock.stream().mapToLong(TrialEvidence.SignalErrors::intervals).sum(),
        perBlock.stream().mapToLong(TrialEvidence.SignalErrors::covering).sum(),
        estimated ? null : refused != null ? refused : nothing);
  }

  private List<Result.Coverage> coverage() {
    List<Result.Coverage> coverage = new ArrayList<>();
    add(coverage, "traces", TrialEvidence::traces);
    add(coverage, "spans", TrialEvidence::spans);
    add(coverage, "errorTraces", TrialEvidence::errorTraces);
    add(coverage, "slowTraces", TrialEvidence::slowTraces);
    add(coverage, "callPaths", TrialEvidence::callPaths);
    return coverage;
  }

  private void add(
      List<Result.Coverage> coverage,
      String what,
      Function<TrialEvidence, TrialEvidence.Share> share) {
    ToDoubleFunction<TrialEvidence.Share> ratio = s -> (double) s.kept() / s.full();
    List<Double> shares =
        blocks.stream().map(share).filter(s -> s.full() > 0).map(ratio::applyAsDouble).toList();
    if (!shares.isEmpty()) {
      coverage.add(new Result.Coverage(what, BlockMean.within(BlockMean.of(shares, LEVEL), 0, 1)));
    }
  }
}
