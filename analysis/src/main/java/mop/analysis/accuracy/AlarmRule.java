package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import mop.analysis.accuracy.DetectorScores.FaultFreeMinute;
import mop.analysis.accuracy.DetectorScores.FaultMinute;

/**
 * Turns scores into alarms at a stated rate of false alarms. Signals come in different units, so
 * each is first divided by the level that it exceeds once in twenty fault-free minutes; then one
 * threshold is set that the stated share of fault-free minutes exceeds. Both are set over all
 * blocks together: ten minutes of one block say little of what is rare.
 */
final class AlarmRule {
  private static final double UNIT_PER_MINUTE = 0.05;

  private final SignalScores units;
  private final double threshold;

  /** A score, and the fault-free minutes that it stands for. */
  private record Weighted(double score, double weight) {}

  /**
   * @param blocks scores of one data set, block by block, to set the threshold on
   * @param falseAlarmsPerMinute share of fault-free minutes in which any operation may alarm
   */
  AlarmRule(List<DetectorScores> blocks, double falseAlarmsPerMinute) {
    units =
        SignalScores.each(signal ->
            (float)
                level(
                    blocks,
                    minute -> new Weighted(minute.scores().of(signal), minute.weights().of(signal)),
                    UNIT_PER_MINUTE));
    threshold = level(blocks, this::highest, falseAlarmsPerMinute);
  }

  /** The lowest level, and no lower than usual, that minutes exceed no more than so often. */
  private static double level(
      List<DetectorScores> blocks, Function<FaultFreeMinute, Weighted> of, double perMinute) {
    double room = perMinute * minutes(blocks) + 1e-9;
    List<Weighted> scores =
        blocks.stream()
            .flatMap(block -> block.faultFree().stream())
            .map(of)
            .sorted(Comparator.comparingDouble(Weighted::score).reversed())
            .toList();
    for (Weighted score : scores) {
      room -= score.weight();
      if (room < 0) {
        return Math.max(DetectorScores.USUAL, score.score());
      }
    }
    return DetectorScores.USUAL;
  }

  private static double minutes(List<DetectorScores> blocks) {
    return blocks.stream().mapToInt(DetectorScores::judgedMinutes).sum();
  }

  private Weighted highest(FaultFreeMinute minute) {
    Weighted highest = new Weighted(0, 0);
    for (Signal signal : Signal.values()) {
      double score = minute.scores().of(signal) / units.of(signal);
      if (score > highest.score()) {
        highest = new Weighted(score, minute.weights().of(signal));
      }
    }
    return highest;
  }

  private boolean alarms(SignalScores scores) {
    for (Signal signal : Signal.values()) {
      if (scores.of(signal) / units.of(signal) > threshold) {
        return true;
      }
    }
    return false;
  }

  /** Seconds from the start of a fault to the end of the first minute that alarms for it. */
  OptionalDouble delaySeconds(List<FaultMinute> fault) {
    return fault.stream()
        .filter(minute -> alarms(minute.scores()))
        .mapToDouble(FaultMinute::delaySeconds)
        .findFirst();
  }

  TrialAccuracy.FalseAlarms falseAlarms(DetectorScores block) {
    int minutes = 0;
    int episodes = 0;
    int last = -2;
    for (FaultFreeMinute minute : block.faultFree()) {
      if (alarms(minute.scores())) {
        minutes++;
        episodes += minute.minute() > last + 1 ? 1 : 0;
        last = minute.minute();
      }
    }
    return new TrialAccuracy.FalseAlarms(minutes, episodes);
  }

  /**
   * Share of fault-free minutes that alarm in blocks that the threshold was not set on: each block
   * is judged with the threshold of the others.
   *
   * @return empty with fewer than two blocks
   */
  static OptionalDouble outOfSample(List<DetectorScores> blocks, double falseAlarmsPerMinute) {
    if (blocks.size() < 2) {
      return OptionalDouble.empty();
    }
    double alarming = 0;
    for (int left = 0; left < blocks.size(); left++) {
      List<DetectorScores> others = new ArrayList<>(blocks);
      DetectorScores block = others.remove(left);
      AlarmRule rule = new AlarmRule(others, falseAlarmsPerMinute);
      alarming +=
          block.faultFree().stream()
              .map(rule::highest)
              .filter(score -> score.score() > rule.threshold)
              .mapToDouble(Weighted::weight)
              .sum();
    }
    double minutes = minutes(blocks);
    return minutes == 0 ? OptionalDouble.empty() : OptionalDouble.of(alarming / minutes);
  }
}
