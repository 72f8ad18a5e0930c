package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mop.analysis.detect.SeededForest;
import mop.analysis.telemetry.AdjustedCounts;

/**
 * The fixed set of detectors that look for faults in a block, all from the same five {@link
 * Signal}s by operation and minute.
 *
 * <ul>
 *   <li>{@code robust-z}: distance from the trailing history in robust standard deviations ({@link
 *       CountSeries}, {@link LevelSeries}). It decides.
 *   <li>{@code holt-winters}: error of the forecast one minute ahead ({@link HoltSeries}); without
 *       a season, for a block is shorter than one.
 *   <li>{@code isolation-forest}: how soon a cell's five robust z are isolated from the other cells
 *       of its block; what it adds is that signals are judged together.
 * </ul>
 */
final class FaultDetectors {
  static final List<String> NAMES = List.of("robust-z", "holt-winters", "isolation-forest");

  private static final int TREES = 100;
  private static final long SEED = 42;
  private static final int LEAST_ROWS = 2;

  /** Two deviations from usual; as a log, like the features. */
  private static final double FAR = Math.log1p(2);

  /** An anomaly score of ½ is what the mean depth gives; scores count in units of it. */
  private static final double AVERAGE = 0.5;

  private final SignalScan scan;
  private final int history;

  /**
   * @param history minutes that the robust z looks back
   */
  FaultDetectors(SignalScan scan, int history) {
    this.scan = scan;
    this.history = history;
  }

  /** Scores of each detector, in the order of {@link #NAMES}. */
  List<Scores> scores(AdjustedCounts counts) {
    List<List<Scores>> both =
        Stream.<Supplier<List<Scores>>>of(() -> robust(counts), () -> List.of(holt(counts)))
            .parallel()
            .map(Supplier::get)
            .toList();
    return List.of(both.get(0).get(0), both.get(1).get(0), both.get(0).get(1));
  }

  private List<Scores> robust(AdjustedCounts counts) {
    Scores robust = scan.scores(counts, new CountSeries(history), new LevelSeries(history));
    return List.of(robust, isolation(robust));
  }

  private Scores holt(AdjustedCounts counts) {
    HoltSeries series = new HoltSeries();
    return scan.scores(counts, series, series);
  }

  /** One score a cell, under the first signal; cells where no signal is far from usual score 0. */
  private static Scores isolation(Scores robust) {
    Scores scores = new Scores(robust.places(), robust.minutes());
    List<double[]> rows = new ArrayList<>();
    for (int cell = 0; cell < robust.places() * robust.minutes(); cell++) {
      rows.add(row(robust, cell));
    }
    if (rows.size() < LEAST_ROWS) {
      return scores;
    }
    SeededForest forest = SeededForest.grow(rows.toArray(double[][]::new), TREES, SEED);
    for (int place = 0; place < robust.places(); place++) {
      for (int minute = 0; minute < robust.minutes(); minute++) {
        double[] row = rows.get(place * robust.minutes() + minute);
        if (far(row)) {
          scores.raise(Signal.REQUESTS, place, minute, forest.score(row) / AVERAGE);
        }
      }
    }
    return scores;
  }

  /** Logs, for a z of 100 is hardly odder than one of 50. */
  private static double[] row(Scores robust, int cell) {
    Signal[] signals = Signal.values();
    double[] row = new double[signals.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.log1p(robust.of(signals[i])[cell]);
    }
    return row;
  }

  private static boolean far(double[] row) {
    for (double value : row) {
      if (value > FAR) {
        return true;
      }
    }
    return false;
  }
}
