package mop.analysis.detect;

import java.util.Arrays;
import smile.anomaly.IsolationForest;
import smile.anomaly.IsolationTree;
import smile.math.MathEx;

/**
 * Isolation forest (Liu, Ting and Zhou, ICDM 2008) of the library Smile on four features of a step:
 * its seasonal robust z, the change from the step before, and mean and spread of the z of the last
 * twelve steps. It is grown on the training part alone. Each tree has a seed of its own, so that
 * the forest does not depend on threads.
 *
 * @param seed of the forest
 */
public record IsolationForests(long seed) implements Detector {
  private static final int TREES = 100;
  private static final int SUBSAMPLE = 256;
  private static final double NEARLY_ALL = 1 - 1e-9;
  private static final int DEPTH = 8;
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
    IsolationForest forest = grow(training);
    double[] scores = new double[features.length];
    for (int step = series.trained(); step < scores.length; step++) {
      scores[step] = forest.score(features[step]);
    }
    return scores;
  }

  private IsolationForest grow(double[][] training) {
    double share = Math.min(NEARLY_ALL, SUBSAMPLE / (double) training.length);
    IsolationForest.Options options = new IsolationForest.Options(1, DEPTH, share, 0);
    IsolationTree[] trees = new IsolationTree[TREES];
    for (int tree = 0; tree < TREES; tree++) {
      MathEx.setSeed(seed + tree);
      trees[tree] = IsolationForest.fit(training, options).trees()[0];
    }
    int drawn = (int) Math.round(share * training.length);
    return new IsolationForest(drawn, training[0].length, 0, trees);
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
