package mop.analysis.cost.roi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
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

  private static final MathContext DIGITS = MathContext.DECIMAL128;
  private static final double PRECISION = 1e-12;
  private static final int STEPS = 1_000;

  private final List<BigDecimal> flows;

  private CashFlows(List<BigDecimal> flows) {
    this.flows = flows;
  }

  static CashFlows of(List<BigDecimal> flows) {
    return new CashFlows(List.copyOf(flows));
  }

  /** Net present value: Σ v(t) / (1 + rate)^t; exact without a rate. */
  BigDecimal npv(double rate) {
    BigDecimal growth = growth(rate);
    BigDecimal value = BigDecimal.ZERO;
    for (BigDecimal flow : flows.reversed()) {
      value = (rate == 0 ? value : value.divide(growth, DIGITS)).add(flow);
    }
    return value;
  }

  private static BigDecimal growth(double rate) {
    return BigDecimal.ONE.add(BigDecimal.valueOf(rate));
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
    if (npv(0).signum() == 0) {
      return OptionalDouble.of(0);
    }
    // A rate is no money: the search is in binary.
    double[] binary = flows.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    UnivariateFunction npv = rate -> binary(binary, rate);
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

  private static double binary(double[] flows, double rate) {
    double value = 0;
    for (int t = flows.length - 1; t >= 0; t--) {
      value = value / (1 + rate) + flows[t];
    }
    return value;
  }

  private int signChanges() {
    int changes = 0;
    int last = 0;
    for (BigDecimal flow : flows) {
      int sign = flow.signum();
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
    BigDecimal growth = growth(rate);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal discount = BigDecimal.ONE;
    for (int t = 0; t < flows.size(); t++) {
      BigDecimal flow = rate == 0 ? flows.get(t) : flows.get(t).multiply(discount, DIGITS);
      BigDecimal then = sum.add(flow);
      if (sum.signum() < 0 && then.signum() >= 0) {
        return Optional.of(t - 1 + sum.negate().divide(flow, DIGITS).doubleValue());
      }
      sum = then;
      if (t == 0 && sum.signum() >= 0) {
        return Optional.of(0.0);
      }
      discount = rate == 0 ? discount : discount.divide(growth, DIGITS);
    }
    return Optional.empty();
  }
}
