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

  private final List<TrialAccuracy> blocks;

  FaultSummary(List<TrialAccuracy> blocks) {
    this.blocks = blocks;
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
    int falseEpisodes =
        blocks.stream().mapToInt(block -> block.detection().kept().episodes()).sum();
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
    TrialAccuracy.Detection first = blocks.getFirst().detection();
    int notJudged = blocks.stream().mapToInt(b -> b.detection().faultsNotJudged()).sum();
    long refused = blocks.stream().filter(b -> b.detection().refused() != null).count();
    double chance = blocks.stream().mapToDouble(b -> b.detection().chance()).average().orElse(0);
    StringBuilder text =
        new StringBuilder(first.detector())
            .append(
                String.format(
                    Locale.ROOT,
                    " at %.3g false alarms a fault-free minute in full and kept data alike; %s;"
                        + " found by chance: at most %.1f %%",
                    first.falseAlarmsPerMinute(),
                    first.data(),
                    100 * chance));
    if (notJudged > 0) {
      text.append("; ").append(notJudged).append(" faults without history before them left out");
    }
    if (refused > 0) {
      text.append("; ").append(refused).append(" blocks left out: too few fault-free minutes");
    }
    return text.toString();
  }

  List<Result.FaultClass> classes() {
    Map<String, List<TrialAccuracy.FaultOutcome>> byKind = new TreeMap<>();
    faults()
        .forEach(fault ->
            byKind
                .computeIfAbsent(
                    fault.kind() + (fault.visible() ? "" : "\u0000"), k -> new ArrayList<>())
                .add(fault));
    return byKind.values().stream()
        .map(faults ->
            new Result.FaultClass(
                faults.getFirst().kind(),
                faults.getFirst().visible(),
                faults.size(),
                (int) faults.stream().filter(TrialAccuracy.FaultOutcome::foundFull).count(),
                (int) faults.stream().filter(TrialAccuracy.FaultOutcome::foundKept).count()))
        .toList();
  }

  Result.RootCause rootCause() {
    List<TrialAccuracy.FaultOutcome> visible =
        faults().filter(TrialAccuracy.FaultOutcome::visible).toList();
    int n = visible.size();
    return new Result.RootCause(
        n,
        Wilson.proportion(within(visible, TrialAccuracy.FaultOutcome::rankKept, 1), n),
        Wilson.proportion(within(visible, TrialAccuracy.FaultOutcome::rankKept, 3), n),
        reciprocal(visible, TrialAccuracy.FaultOutcome::rankKept),
        n == 0 ? 0 : (double) within(visible, TrialAccuracy.FaultOutcome::rankFull, 1) / n,
        reciprocal(visible, TrialAccuracy.FaultOutcome::rankFull),
        blocks.getFirst().rootCauseMethod());
  }

  private static int within(
      List<TrialAccuracy.FaultOutcome> faults,
      Function<TrialAccuracy.FaultOutcome, @Nullable Integer> rank,
      int most) {
    int count = 0;
    for (TrialAccuracy.FaultOutcome fault : faults) {
      Integer place = rank.apply(fault);
      count += place != null && place <= most ? 1 : 0;
    }
    return count;
  }

  /** Mean of 1 / rank; a root cause that nothing spoke for counts 0. */
  private static double reciprocal(
      List<TrialAccuracy.FaultOutcome> faults,
      Function<TrialAccuracy.FaultOutcome, @Nullable Integer> rank) {
    double sum = 0;
    for (TrialAccuracy.FaultOutcome fault : faults) {
      Integer place = rank.apply(fault);
      sum += place == null ? 0 : 1.0 / place;
    }
    return faults.isEmpty() ? 0 : sum / faults.size();
  }
}
