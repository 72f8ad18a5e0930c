package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import mop.analysis.telemetry.AdjustedCounts;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;
import org.jspecify.annotations.Nullable;

/**
 * Judges what was kept of one block against its full data. What the full data says is computed
 * once, here; each treatment then costs a few passes over its spans. Immutable, so treatments may
 * be judged by several threads.
 */
public final class AccuracyJudge {
  private final Reference reference;
  private final JudgeSettings settings;
  private final Watched watched;
  private final FaultScope scope;
  private final FaultFree faultFree;
  private final RedSignals red;
  private final TraceShares shares;
  private final RobustZ detector;
  private final RootCauseRanking ranking;
  private final RootCauseRanking.Ranks fullRanks;
  private final @Nullable FaultDetection fullDetection;

  /**
   * @param full every span of the block
   * @param faults its faults; may be empty
   */
  public AccuracyJudge(TraceTable full, List<Fault> faults, JudgeSettings settings) {
    this.settings = settings;
    reference = new Reference(full);
    watched = new Watched(reference);
    scope = new FaultScope(reference, faults, settings);
    faultFree = new FaultFree(watched, scope);
    red = new RedSignals(reference, settings.minRequests());
    shares = new TraceShares(reference);
    detector = new RobustZ(reference, watched, settings.historyMinutes());
    ranking = new RootCauseRanking(reference, scope);
    AdjustedCounts all = AdjustedCounts.of(KeptTraces.all(full.traces()), full.traces());
    fullRanks = ranking.ranks(all);
    fullDetection = calibrated() ? detect(all) : null;
  }

  private boolean calibrated() {
    return faultFree.minutesWorth() >= settings.minFaultFreeMinutes();
  }

  private FaultDetection detect(AdjustedCounts counts) {
    return new FaultDetection(
        watched,
        scope,
        faultFree,
        reference.grid(),
        detector.scores(counts),
        settings.falseAlarmsPerMinute());
  }

  /** What the kept traces tell; the same for the same kept traces. */
  public TrialAccuracy judge(KeptTraces kept) {
    AdjustedCounts counts = AdjustedCounts.of(kept, reference.table().traces());
    FaultDetection keptDetection = calibrated() ? detect(counts) : null;
    return new TrialAccuracy(
        shares.traces(kept.kept()),
        shares.spans(kept.kept()),
        shares.errorTraces(kept.kept()),
        shares.slowTraces(kept.kept()),
        shares.callPaths(kept.kept()),
        red.errors(counts),
        detection(counts, keptDetection),
        outcomes(counts, keptDetection),
        RootCauseRanking.NAME);
  }

  private TrialAccuracy.Detection detection(
      AdjustedCounts counts, @Nullable FaultDetection keptDetection) {
    TrialAccuracy.FalseAlarms none = new TrialAccuracy.FalseAlarms(0, 0);
    String data =
        counts
            .refusal()
            .map(why -> "kept traces counted without weights: " + why)
            .orElse("kept traces weighted by adjusted counts");
    if (watched.candidates() > watched.count()) {
      data +=
          "; the busiest "
              + watched.count()
              + " of "
              + watched.candidates()
              + " operations watched";
    }
    int free = faultFree.minutesWorth();
    return new TrialAccuracy.Detection(
        RobustZ.NAME,
        data,
        settings.falseAlarmsPerMinute(),
        free,
        fullDetection == null ? none : fullDetection.falseAlarms(),
        keptDetection == null ? none : keptDetection.falseAlarms(),
        keptDetection == null ? 0 : chance(),
        notJudged(),
        keptDetection == null
            ? free
                + " fault-free minutes are too few to set a threshold; at least "
                + settings.minFaultFreeMinutes()
                + " are needed"
            : null);
  }

  /** Alarms anywhere in a fault's window count as found by chance, so this is an upper bound. */
  private double chance() {
    double perMinute =
        faultFree.expectedPerMinute(faultFree.allowed(settings.falseAlarmsPerMinute()));
    double sum = 0;
    int judged = 0;
    for (int fault = 0; fault < scope.faults().size(); fault++) {
      int minutes = scope.judgedMinutes(fault).cardinality();
      if (minutes > 0) {
        sum += 1 - Math.pow(1 - perMinute, minutes);
        judged++;
      }
    }
    return judged == 0 ? 0 : sum / judged;
  }

  private int notJudged() {
    int count = 0;
    for (int fault = 0; fault < scope.faults().size(); fault++) {
      count += scope.judgedMinutes(fault).isEmpty() ? 1 : 0;
    }
    return count;
  }

  private List<TrialAccuracy.FaultOutcome> outcomes(
      AdjustedCounts counts, @Nullable FaultDetection keptDetection) {
    List<TrialAccuracy.FaultOutcome> outcomes = new ArrayList<>();
    if (fullDetection == null || keptDetection == null) {
      return outcomes;
    }
    RootCauseRanking.Ranks keptRanks = ranking.ranks(counts);
    for (int i = 0; i < scope.faults().size(); i++) {
      BitSet minutes = scope.judgedMinutes(i);
      if (minutes.isEmpty()) {
        continue;
      }
      Fault fault = scope.faults().get(i);
      OptionalDouble full = fullDetection.delaySeconds(i);
      OptionalDouble kept = keptDetection.delaySeconds(i);
      OptionalInt rankFull = fault.visible() ? fullRanks.rank(i) : OptionalInt.empty();
      OptionalInt rankKept = fault.visible() ? keptRanks.rank(i) : OptionalInt.empty();
      outcomes.add(
          new TrialAccuracy.FaultOutcome(
              fault.id(),
              fault.kind(),
              fault.visible(),
              full.isPresent(),
              kept.isPresent(),
              full.isPresent() ? full.getAsDouble() : null,
              kept.isPresent() ? kept.getAsDouble() : null,
              rankFull.isPresent() ? rankFull.getAsInt() : null,
              rankKept.isPresent() ? rankKept.getAsInt() : null));
    }
    return outcomes;
  }
}
