package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;

/** Interest on even yearly payments. */
final class Rate {
  private static final MathContext MC = MathContext.DECIMAL64;
  private static final int HALVINGS = 60;

  private Rate() {}

  /** Σ payment ÷ (1 + rate)ᵗ over t = 1 … years; rate a fraction above −1. */
  static BigDecimal presentValue(BigDecimal payment, BigDecimal rate, int years) {
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal factor = BigDecimal.ONE;
    for (int year = 1; year <= years; year++) {
      factor = factor.divide(BigDecimal.ONE.add(rate), MC);
      value = value.add(payment.multiply(factor, MC));
    }
    return value;
  }

  /**
   * The rate at which the payments are worth the investment, a fraction: −1 where they are nothing.
   * The present value falls as the rate rises, and is below payment ÷ rate, so that the rate lies
   * between −1 and payment ÷ investment.
   */
  static BigDecimal internal(BigDecimal investment, BigDecimal payment, int years) {
    if (payment.signum() <= 0) {
      return BigDecimal.ONE.negate();
    }
    BigDecimal low = new BigDecimal("-0.999");
    BigDecimal high = payment.divide(investment, MC);
    for (int i = 0; i < HALVINGS; i++) {
      BigDecimal middle = low.add(high).divide(BigDecimal.TWO, MC);
      if (presentValue(payment, middle, years).compareTo(investment) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low.add(high).divide(BigDecimal.TWO, MC);
  }
}
