package mop.analysis.inference;

/** Mean, spread and lean of a few values. */
record Moments(int n, double mean, double deviation, double skewness) {

  /**
   * @param values at least one
   */
  static Moments of(double[] values) {
    int n = values.length;
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / n;
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double d = value - mean;
      squares += d * d;
      cubes += d * d * d;
    }
    double deviation = n < 2 ? 0 : Math.sqrt(squares / (n - 1));
    double population = Math.sqrt(squares / n);
    double skewness = population == 0 ? 0 : cubes / n / (population * population * population);
    return new Moments(n, mean, deviation, skewness);
  }

  double standardError() {
    return deviation / Math.sqrt(n);
  }
}
