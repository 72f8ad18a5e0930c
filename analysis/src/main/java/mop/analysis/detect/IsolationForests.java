package mop.analysis.detect;

import java.util.Arrays;

/**
 * Isolation forest (Liu, Ting and Zhou, ICDM 2008) of the library Smile on four features of a step:
 * its seasonal robust z, the change from the step before, and mean and spread of the z of the last
 * twelve steps. It is grown on the training part alone.
 *
 * @param seed of the forest
 */
public record IsolationForests(long seed) implements Detector {
  private static final int TREES = 100;
  private static final int RECENT = 12;

  @Override
  public String name() {
    return "isolation forest";
  }

  @Override
  public double[] scores(Series series) {
    double[][] features = features(series);
    int from = Math.min(series.period() + RECENT, series.trained() / 2);
    double[][] training = Arrays.copyOfRange(features, from, series.trained());
    SeededForest forest = SeededForest.grow(training, TREES, seed);
    double[] scores = new double[features.length];
    for (int step = series.trained(); step < scores.length; step++) {
      scores[step] = forest.score(features[step]);
    }
    return scores;
  }

  private static double[][] features(Series series) {
    double[] z = SeasonalRobustZ.signed(series);
    double[][] features = new double[z.length][];
    for (int step = 0; step < z.length; step++) {
      int from = Math.max(0, step - RECENT + 1);
      double sum = 0;
      double square = 0;
      for (int i = from; i <= step; i++) {
        sum += z[i];
        square += z[i] * z[i];
      }
      double mean = sum / (step - from + 1);
      double spread = Math.sqrt(Math.max(0, square / (step - from + 1) - mean * mean));
      double change = step == 0 ? 0 : z[step] - z[step - 1];
      features[step] = new double[] {z[step], change, mean, spread};
    }
    return features;
  }
}
