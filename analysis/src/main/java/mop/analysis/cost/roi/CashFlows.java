package mop.analysis.cost.roi;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Money at the ends of equal periods; entry 0 is now. What is paid is negative.
 *
 * <p>Formulas: Brealey, Myers and Allen, Principles of Corporate Finance, chapters 2 and 5; the
 * same as Excel's {@code NPV} and {@code IRR} with the first flow outside {@code NPV}.
 */
final class CashFlows {
  /** A rate is looked for from -99 % to a millionfold a period. */
  private static final double[] MARKS = {-0.99, -0.9, -0.5, -0.1, 0, 0.1, 1, 10, 100, 1e4, 1e6};

  private static final double PRECISION = 1e-12;
  private static final int STEPS = 1_000;

  private final double[] flows;

  private CashFlows(double[] flows) {
    this.flows = flows;
  }

  static CashFlows of(double... flows) {
    return new CashFlows(flows.clone());
  }

  /** Net present value: Σ v(t) / (1 + rate)^t. */
  double npv(double rate) {
    double value = 0;
    for (int t = flows.length - 1; t >= 0; t--) {
      value = value / (1 + rate) + flows[t];
    }
    return value;
  }

  /**
   * Internal rate of return: the rate whose net present value is 0. Absent when there is none, or
   * when the flows change sign more than once, since then there may be several and none means
   * anything (Descartes' rule of signs).
   */
  OptionalDouble irr() {
    if (signChanges() != 1) {
      return OptionalDouble.empty();
    }
    UnivariateFunction npv = this::npv;
    for (int i = 1; i < MARKS.length; i++) {
      double low = npv.value(MARKS[i - 1]);
      double high = npv.value(MARKS[i]);
      if (low == 0) {
        return OptionalDouble.of(MARKS[i - 1]);
      }
      if (Math.signum(low) != Math.signum(high)) {
        return OptionalDouble.of(
            new BrentSolver(PRECISION, PRECISION).solve(STEPS, npv, MARKS[i - 1], MARKS[i]));
      }
    }
    return OptionalDouble.empty();
  }

  private int signChanges() {
    int changes = 0;
    double last = 0;
    for (double flow : flows) {
      double sign = Math.signum(flow);
      if (sign != 0) {
        changes += last != 0 && sign != last ? 1 : 0;
        last = sign;
      }
    }
    return changes;
  }

  /**
   * Periods until the flows so far sum to 0, between two ends in proportion; absent when they never
   * do.
   *
   * @param rate 0 for the simple payback, else the discounted one
   */
  Optional<Double> payback(double rate) {
    double sum = 0;
    double discount = 1;
    for (int t = 0; t < flows.length; t++) {
      double flow = flows[t] * discount;
      if (sum < 0 && sum + flow >= 0) {
        return Optional.of(t - 1 + -sum / flow);
      }
      sum += flow;
      if (t == 0 && sum >= 0) {
        return Optional.of(0.0);
      }
      discount /= 1 + rate;
    }
    return Optional.empty();
  }
}
