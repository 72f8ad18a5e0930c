package mop.experiments.run;

import java.math.BigDecimal;

/** Fractions that a person typed, as percent with no digit more than typed. */
public final class Percent {
  private Percent() {}

  /** {@code 0.025} is {@code 2.5}. */
  public static String of(double fraction) {
    return BigDecimal.valueOf(fraction).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
