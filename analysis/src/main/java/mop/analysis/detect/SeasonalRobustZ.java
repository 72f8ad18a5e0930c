package mop.analysis.detect;

/**
 * Distance from the median of the same slot of the season, and the slots beside it, in the periods
 * before, in units of their median absolute deviation (Iglewicz and Hoaglin, How to Detect and
 * Handle Outliers, 1993). Without a season, the steps before. The deviation counts as at least half
 * of that of the training part: few values can be alike by chance.
 */
public record SeasonalRobustZ() implements Detector {
  private static final int PERIODS = 14;
  private static final int BESIDE = 1;
  private static final int WITHOUT_SEASON = 200;

  @Override
  public String name() {
    return "seasonal robust z";
  }

  @Override
  public double[] scores(Series series) {
    double[] scores = signed(series);
    for (int step = 0; step < scores.length; step++) {
      scores[step] = step < series.trained() ? 0 : Math.abs(scores[step]);
    }
    return scores;
  }

  /** With their signs, and in the training part too as far as there is a history. */
  static double[] signed(Series series) {
    double[] z = new double[series.size()];
    double[] history = new double[Math.max(WITHOUT_SEASON, PERIODS * (2 * BESIDE + 1))];
    double least = usual(series) / 2;
    for (int step = 0; step < z.length; step++) {
      int count = history(series, step, history);
      if (count >= 3) {
        double median = Robust.median(history, count);
        double scale = Robust.scale(history, count, median);
        z[step] = (series.at(step) - median) / Robust.atLeast(scale, least, median);
      }
    }
    return z;
  }

  private static int history(Series series, int step, double[] into) {
    int count = 0;
    if (series.period() == 1) {
      for (int before = Math.max(0, step - WITHOUT_SEASON); before < step; before++) {
        into[count++] = series.at(before);
      }
      return count;
    }
    for (int back = 1; back <= PERIODS; back++) {
      int same = step - back * series.period();
      for (int near = Math.max(0, same - BESIDE); near <= same + BESIDE && same >= 0; near++) {
        into[count++] = series.at(near);
      }
    }
    return count;
  }

  /** The usual deviation from the slot's median in the training part. */
  private static double usual(Series series) {
    double[] distances = new double[series.trained()];
    double[] history = new double[Math.max(WITHOUT_SEASON, PERIODS * (2 * BESIDE + 1))];
    int found = 0;
    for (int step = 0; step < series.trained(); step++) {
      int count = history(series, step, history);
      if (count >= 3) {
        distances[found++] = series.at(step) - Robust.median(history, count);
      }
    }
    return found == 0 ? 0 : Robust.scale(distances, found, 0);
  }
}
