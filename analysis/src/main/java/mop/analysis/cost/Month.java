package mop.analysis.cost;

import java.math.BigDecimal;

/** The month that prices are quoted for. */
public final class Month {
  /** 365 × 24 / 12. */
  public static final int HOURS = 730;

  private Month() {}

  /** Units of a month from units that run the whole time: nodes to node-hours. */
  public static BigDecimal hours(BigDecimal held) {
    return held.multiply(BigDecimal.valueOf(HOURS));
  }
}
