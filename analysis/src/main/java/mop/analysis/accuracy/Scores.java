package mop.analysis.accuracy;

import java.util.EnumMap;
import java.util.Map;

/** The detector's highest score by signal, operation and minute; never negative. */
final class Scores {
  private final int operations;
  private final int minutes;
  private final Map<Signal, float[]> highest = new EnumMap<>(Signal.class);

  Scores(int operations, int minutes) {
    this.operations = operations;
    this.minutes = minutes;
    for (Signal signal : Signal.values()) {
      highest.put(signal, new float[operations * minutes]);
    }
  }

  void raise(Signal signal, int operation, int minute, double score) {
    float[] scores = of(signal);
    int at = operation * minutes + minute;
    scores[at] = Math.max(scores[at], (float) score);
  }

  int operations() {
    return operations;
  }

  int minutes() {
    return minutes;
  }

  /** Scores at {@code operation × minutes + minute}. */
  float[] of(Signal signal) {
    float[] scores = highest.get(signal);
    if (scores == null) {
      throw new IllegalStateException("no scores of " + signal);
    }
    return scores;
  }
}
