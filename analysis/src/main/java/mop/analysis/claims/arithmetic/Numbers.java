package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import mop.analysis.cost.Words;

/** Computed figures for people. */
final class Numbers {
  private static final BigDecimal LARGE = new BigDecimal(1000);
  private static final int DIGITS = 4;

  private Numbers() {}

  /** Whole numbers from 1,000 on, four digits below. */
  static String of(BigDecimal value) {
    return value.abs().compareTo(LARGE) >= 0
        ? Words.of(value.setScale(0, RoundingMode.HALF_EVEN).doubleValue())
        : Words.of(value.doubleValue(), DIGITS);
  }

  static String of(BigDecimal value, String unit) {
    return unit.isEmpty() ? of(value) : of(value) + " " + unit;
  }
}
