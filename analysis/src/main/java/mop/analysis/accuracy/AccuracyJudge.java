package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import mop.analysis.telemetry.AdjustedCounts;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;

/**
 * Judges what was kept of one block against its full data. What the full data says is computed
 * once, here; each treatment then costs a few passes over its spans. Immutable, so treatments may
 * be judged by several threads.
 */
public final class AccuracyJudge {
  private final Reference reference;
  private final Watched watched;
  private final FaultScope scope;
  private final FaultFree faultFree;
  private final RedSignals red;
  private final TraceShares shares;
  private final FaultDetectors detectors;
  private final RootCauseRanking ranking;
  private final RootCauseRanking.Ranks fullRanks;
  private final List<DetectorScores> fullScores;

  /**
   * @param full every span of the block
   * @param faults its faults; may be empty
   */
  public AccuracyJudge(TraceTable full, List<Fault> faults, JudgeSettings settings) {
    reference = new Reference(full);
    watched = new Watched(reference);
    scope = new FaultScope(reference, faults, settings);
    faultFree = new FaultFree(watched, scope);
    red = new RedSignals(reference, settings.minRequests());
    shares = new TraceShares(reference);
    detectors =
        new FaultDetectors(
            new SignalScan(reference, watched, settings.historyMinutes()),
            settings.historyMinutes());
    ranking = new RootCauseRanking(reference, scope);
    AdjustedCounts all = AdjustedCounts.of(KeptTraces.all(full.traces()), full.traces());
    fullRanks = ranking.ranks(all);
    fullScores = detect(all);
  }

  private List<DetectorScores> detect(AdjustedCounts counts) {
    return detectors.scores(counts).stream()
        .map(scores -> DetectorScores.of(scores, watched, scope, faultFree))
        .toList();
  }

  private List<TrialEvidence.Detected> detected(AdjustedCounts counts) {
    List<DetectorScores> keptScores = detect(counts);
    List<TrialEvidence.Detected> detected = new ArrayList<>();
    for (int i = 0; i < keptScores.size(); i++) {
      detected.add(
          new TrialEvidence.Detected(
              FaultDetectors.NAMES.get(i), fullScores.get(i), keptScores.get(i)));
    }
    return detected;
  }

  /** What the kept traces tell; the same for the same kept traces. */
  public TrialEvidence judge(KeptTraces kept) {
    AdjustedCounts counts = AdjustedCounts.of(kept, reference.table().traces());
    CompletableFuture<List<TrialEvidence.SignalErrors>> signals =
        CompletableFuture.supplyAsync(() -> red.errors(counts));
    List<TrialEvidence.Detected> detected = detected(counts);
    List<TrialEvidence.FaultEvidence> faults = faults(counts);
    return new TrialEvidence(
        shares.traces(kept.kept()),
        shares.spans(kept.kept()),
        shares.errorTraces(kept.kept()),
        shares.slowTraces(kept.kept()),
        shares.callPaths(kept.kept()),
        signals.join(),
        faults,
        scope.faults().size() - faults.size(),
        detectorData(counts),
        detected);
  }

  private String detectorData(AdjustedCounts counts) {
    String data =
        counts
            .refusal()
            .map(why -> "kept traces counted without weights: " + why)
            .orElse("kept traces weighted by adjusted counts");
    return watched.candidates() == watched.count()
        ? data
        : data
            + "; the busiest "
            + watched.count()
            + " of "
            + watched.candidates()
            + " operations watched";
  }

  private List<TrialEvidence.FaultEvidence> faults(AdjustedCounts counts) {
    List<TrialEvidence.FaultEvidence> faults = new ArrayList<>();
    RootCauseRanking.Ranks keptRanks = ranking.ranks(counts);
    for (int i = 0; i < scope.faults().size(); i++) {
      if (scope.judged(i)) {
        Fault fault = scope.faults().get(i);
        OptionalInt full = fault.visible() ? fullRanks.rank(i) : OptionalInt.empty();
        OptionalInt kept = fault.visible() ? keptRanks.rank(i) : OptionalInt.empty();
        faults.add(
            new TrialEvidence.FaultEvidence(
                fault.id(),
                fault.kind(),
                fault.visible(),
                full.isPresent() ? full.getAsInt() : null,
                kept.isPresent() ? kept.getAsInt() : null));
      }
    }
    return faults;
  }
}
