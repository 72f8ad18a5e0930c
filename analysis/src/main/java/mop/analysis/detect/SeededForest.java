package mop.analysis.detect;

import smile.anomaly.IsolationForest;
import smile.anomaly.IsolationTree;
import smile.math.MathEx;

/**
 * An isolation forest (Liu, Ting and Zhou, ICDM 2008) of the library Smile, each tree from a seed
 * of its own, so that it does not depend on threads.
 */
public final class SeededForest {
  private static final int SUBSAMPLE = 256;
  private static final int DEPTH = 8;
  private static final double NEARLY_ALL = 1 - 1e-9;

  private final IsolationForest forest;

  private SeededForest(IsolationForest forest) {
    this.forest = forest;
  }

  /**
   * Grows a forest, each tree on 256 of the training rows.
   *
   * @param training rows of features, at least two
   * @param seed of the first tree; the others have the next
   */
  public static SeededForest grow(double[][] training, int trees, long seed) {
    double share = Math.min(NEARLY_ALL, SUBSAMPLE / (double) training.length);
    IsolationForest.Options options = new IsolationForest.Options(1, DEPTH, share, 0);
    IsolationTree[] grown = new IsolationTree[trees];
    for (int tree = 0; tree < trees; tree++) {
      MathEx.setSeed(seed + tree);
      grown[tree] = IsolationForest.fit(training, options).trees()[0];
    }
    int drawn = (int) Math.round(share * training.length);
    return new SeededForest(new IsolationForest(drawn, training[0].length, 0, grown));
  }

  /** The anomaly score of a row, in (0, 1); ½ is that of the mean depth. */
  public double score(double[] row) {
    return forest.score(row);
  }
}
