package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import mop.analysis.inference.Interval;
import mop.analysis.inference.MatchedBlock;
import mop.analysis.inference.MatchedEvents;
import mop.analysis.inference.Tango;
import mop.analysis.inference.Wilson;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;

/** The faults of a treatment's blocks, pooled: what was found of them, and their root causes. */
final class FaultSummary {
  private static final double LEVEL = 0.95;

  private final JudgedTreatment.Detector detector;
  private final List<TrialAccuracy> blocks;

  FaultSummary(JudgedTreatment judged) {
    detector = judged.detector();
    blocks = judged.trials();
  }

  private Stream<TrialAccuracy.FaultOutcome> faults() {
    return blocks.stream().flatMap(block -> block.faults().stream());
  }

  Result.FaultScore score(boolean visible) {
    List<MatchedBlock> matched = new ArrayList<>();
    for (int block = 0; block < blocks.size(); block++) {
      matched.add(blocks.get(block).matched(block, visible));
    }
    MatchedEvents events = MatchedEvents.pooled(matched);
    int found = events.treatment();
    int falseEpisodes = blocks.stream().mapToInt(block -> block.falseAlarmsKept().episodes()).sum();
    Double precision =
        visible && found + falseEpisodes > 0 ? (double) found / (found + falseEpisodes) : null;
    return new Result.FaultScore(
        events.n(),
        Wilson.proportion(found, events.n()),
        Wilson.proportion(events.baseline(), events.n()),
        difference(events),
        precision,
        precision == null ? null : f1(precision, found, events.n()),
        delay(visible, TrialAccuracy.FaultOutcome::delayKept),
        delay(visible, TrialAccuracy.FaultOutcome::delayFull),
        detector());
  }

  private static Estimate difference(MatchedEvents events) {
    if (events.n() == 0) {
      return new Estimate(0, -1, 1, LEVEL, "no such faults, so nothing is known", 0);
    }
    Interval interval = Tango.interval(events, LEVEL);
    return new Estimate(
        events.difference(),
        interval.low(),
        interval.high(),
        LEVEL,
        "Tango score interval over matched faults",
        events.n());
  }

  private static @Nullable Double f1(double precision, int found, int faults) {
    if (faults == 0 || found == 0) {
      return null;
    }
    double recall = (double) found / faults;
    return 2 * precision * recall / (precision + recall);
  }

  private @Nullable Double delay(
      boolean visible, Function<TrialAccuracy.FaultOutcome, @Nullable Double> delay) {
    double sum = 0;
    int count = 0;
    for (TrialAccuracy.FaultOutcome fault : faults().toList()) {
      Double seconds = delay.apply(fault);
      if (fault.visible() == visible && seconds != null) {
        sum += seconds;
        count++;
      }
    }
    return count == 0 ? null : sum / count;
  }

  /** The detector and all that qualifies what it found. */
  private String detector() {
    List<String> text = new ArrayList<>();
    text.add(
        String.format(
            Locale.ROOT,
            "%s at one false alarm in %.0f fault-free minutes in full and kept data alike,"
                + " thresholds set on %,.0f such minutes of all blocks together",
            FaultDetectors.NAMES.getFirst(),
            1 / detector.falseAlarmsPerMinute(),
            detector.faultFreeMinutes()));
    text.add(detector.data());
    Double full = detector.outOfSampleFull();
    Double kept = detector.outOfSampleKept();
    if (full != null && kept != null) {
      text.add(
          String.format(
              Locale.ROOT,
              "with thresholds from the other blocks %.2g of such minutes alarm in full and"
                  + " %.2g in kept data",
              full,
              kept));
    }
    String refused = detector.refused();
    if (refused == null) {
      text.add(
          String.format(Locale.ROOT, "found by chance: at most %.1f %%", 100 * detector.chance()));
    } else {
      text.add(refused);
    }
    if (detector.faultsNotJudged() > 0) {
      text.add(detector.faultsNotJudged() + " faults without history before them left out");
    }
    if (detector.unwatched() > 0) {
      text.add(detector.unwatched() + " operations never without a fault left out");
    }
    return String.join("; ", text);
  }

  List<Result.FaultClass> classes() {
    Map<String, List<TrialAccuracy.FaultOutcome>> byKind = new TreeMap<>();
    faults()
        .forEach(fault ->
            byKind
                .computeIfAbsent(
                    fault.fault().kind() + (fault.visible() ? "" : "\u0000"),
                    k -> new ArrayList<>())
                .add(fault));
    return byKind.values().stream()
        .map(faults ->
            new Result.FaultClass(
                faults.getFirst().fault().kind(),
                faults.getFirst().visible(),
                faults.size(),
                (int) faults.stream().filter(TrialAccuracy.FaultOutcome::foundFull).count(),
                (int) faults.stream().filter(TrialAccuracy.FaultOutcome::foundKept).count()))
        .toList();
  }

  Result.RootCause rootCause() {
    List<TrialEvidence.FaultEvidence> visible =
        blocks.stream()
            .flatMap(block -> block.evidence().faults().stream())
            .filter(TrialEvidence.FaultEvidence::visible)
            .toList();
    int n = visible.size();
    return new Result.RootCause(
        n,
        Wilson.proportion(within(visible, TrialEvidence.FaultEvidence::rankKept, 1), n),
        Wilson.proportion(within(visible, TrialEvidence.FaultEvidence::rankKept, 3), n),
        reciprocal(visible, TrialEvidence.FaultEvidence::rankKept),
        n == 0 ? 0 : (double) within(visible, TrialEvidence.FaultEvidence::rankFull, 1) / n,
        reciprocal(visible, TrialEvidence.FaultEvidence::rankFull),
        RootCauseRanking.NAME);
  }

  private static int within(
      List<TrialEvidence.FaultEvidence> faults,
      Function<TrialEvidence.FaultEvidence, @Nullable Integer> rank,
      int most) {
    int count = 0;
    for (TrialEvidence.FaultEvidence fault : faults) {
      Integer place = rank.apply(fault);
      count += place != null && place <= most ? 1 : 0;
    }
    return count;
  }

  /** Mean of 1 / rank; a root cause that nothing spoke for counts 0. */
  private static double reciprocal(
      List<TrialEvidence.FaultEvidence> faults,
      Function<TrialEvidence.FaultEvidence, @Nullable Integer> rank) {
    double sum = 0;
    for (TrialEvidence.FaultEvidence fault : faults) {
      Integer place = rank.apply(fault);
      sum += place == null ? 0 : 1.0 / place;
    }
    return faults.isEmpty() ? 0 : sum / faults.size();
  }
}
