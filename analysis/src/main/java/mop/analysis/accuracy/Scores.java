package mop.analysis.accuracy;

import java.util.EnumMap;
import java.util.Map;

/** The detector's highest score by signal, watched operation and minute; never negative. */
final class Scores {
  private final int places;
  private final int minutes;
  private final Map<Signal, float[]> highest = new EnumMap<>(Signal.class);

  Scores(int places, int minutes) {
    this.places = places;
    this.minutes = minutes;
    for (Signal signal : Signal.values()) {
      highest.put(signal, new float[places * minutes]);
    }
  }

  void raise(Signal signal, int place, int minute, double score) {
    float[] scores = of(signal);
    int at = place * minutes + minute;
    scores[at] = Math.max(scores[at], (float) score);
  }

  int places() {
    return places;
  }

  int minutes() {
    return minutes;
  }

  /** Scores at {@code place × minutes + minute}, places as in {@link Watched}. */
  float[] of(Signal signal) {
    float[] scores = highest.get(signal);
    if (scores == null) {
      throw new IllegalStateException("no scores of " + signal);
    }
    return scores;
  }

  /** All signals' scores of one cell. */
  SignalScores at(int cell) {
    return SignalScores.each(signal -> of(signal)[cell]);
  }
}
