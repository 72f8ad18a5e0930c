package mop.analysis.accuracy;

/**
 * By service: weighted traces in which it was abnormal, by degree; of all traces, and of those that
 * were likely to be kept, whose sums no single heavy trace drowns.
 */
final class Evidence {
  private final Tally all;
  private final Tally likely;
  private double traces;
  private final double[] degree;
  private final int[] touched;
  private int touchedCount;

  Evidence(int services) {
    all = new Tally(services);
    likely = new Tally(services);
    degree = new double[services];
    touched = new int[services];
  }

  void beginTrace() {
    touchedCount = 0;
  }

  /** A span that this service answers for is abnormal to this degree, from 0 to 1. */
  void blame(int service, double howMuch) {
    if (howMuch <= 0) {
      return;
    }
    if (degree[service] == 0) {
      touched[touchedCount++] = service;
    }
    degree[service] = Math.max(degree[service], howMuch);
  }

  void endTrace(double weight, boolean likelyKept) {
    for (int i = 0; i < touchedCount; i++) {
      int service = touched[i];
      double amount = weight * degree[service];
      all.add(service, amount);
      if (likelyKept) {
        likely.add(service, amount);
      }
      degree[service] = 0;
    }
    traces += weight;
  }

  /** The higher score of all traces and of those likely to be kept; 0 where nothing speaks. */
  double score(Evidence background, int service) {
    if (traces <= 0) {
      return 0;
    }
    double ratio = traces / background.traces;
    return Math.max(
        all.score(background.all, ratio, service), likely.score(background.likely, ratio, service));
  }

  private static final class Tally {
    private final double[] abnormal;
    private final double[] square;

    Tally(int services) {
      abnormal = new double[services];
      square = new double[services];
    }

    void add(int service, double amount) {
      abnormal[service] += amount;
      square[service] += amount * amount;
    }

    /**
     * (e − p) / √(e + p) in effective traces: sums are divided by Σw² / Σw, so that one heavy trace
     * counts as one.
     */
    double score(Tally background, double ratio, int service) {
      double sum = abnormal[service] + background.abnormal[service];
      if (sum <= 0) {
        return 0;
      }
      double unit = (square[service] + background.square[service]) / sum;
      double e = abnormal[service] / unit;
      double p = ratio * background.abnormal[service] / unit;
      return e > p ? (e - p) / Math.sqrt(e + p) : 0;
    }
  }
}
