package mop.stack.promql;

/**
 * A sum that carries the error of rounding along, by Neumaier's form of Kahan's method (A.
 * Neumaier, «Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen», ZAMM 54,
 * 1974), with the same steps as Prometheus' so that the last bit agrees.
 */
final class Compensated {
  double sum;
  double error;

  void set(double value) {
    sum = value;
    error = 0;
  }

  void add(double value) {
    double t = sum + value;
    error = error(error, sum, value, t);
    sum = t;
  }

  /**
   * The error behind adding {@code value} to {@code sum}, which gave {@code t}. What rounding lost
   * is the same number by Neumaier's case of the greater part and by D. Knuth's six operations (The
   * Art of Computer Programming 2, 4.2.2), which need no branch that cannot be foretold.
   */
  static double error(double error, double sum, double value, double t) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    double added = t - sum;
    return error + ((sum - (t - added)) + (value - added));
  }

  double total() {
    return sum + error;
  }
}
