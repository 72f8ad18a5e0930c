package mop.analysis.accuracy;

/** By service: weighted traces in which it was abnormal, by degree. */
final class Evidence {
  private final double[] abnormal;
  private final double[] square;
  private double traces;
  private final double[] degree;
  private final int[] touched;
  private int touchedCount;

  Evidence(int services) {
    abnormal = new double[services];
    square = new double[services];
    degree = new double[services];
    touched = new int[services];
  }

  int services() {
    return abnormal.length;
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

  void endTrace(double weight) {
    for (int i = 0; i < touchedCount; i++) {
      double amount = weight * degree[touched[i]];
      abnormal[touched[i]] += amount;
      square[touched[i]] += amount * amount;
      degree[touched[i]] = 0;
    }
    traces += weight;
  }

  /**
   * (e − p) / √(e + p) in effective traces: sums are divided by Σw² / Σw, so that one heavy trace
   * counts as one.
   */
  double score(Evidence background, int service) {
    double all = abnormal[service] + background.abnormal[service];
    if (all <= 0 || traces <= 0) {
      return 0;
    }
    double unit = (square[service] + background.square[service]) / all;
    double expected = background.abnormal[service] * traces / background.traces;
    double e = abnormal[service] / unit;
    double p = expected / unit;
    return (e - p) / Math.sqrt(e + p);
  }
}
