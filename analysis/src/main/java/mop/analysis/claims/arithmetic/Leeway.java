package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.util.function.Function;

/**
 * A quantity and what the digits of the figures behind it leave open. Each figure is moved to its
 * least and to its most while the others stay, and the changes add up: exact where the quantity is
 * a sum, and to first order elsewhere, which is enough for roundings.
 */
record Leeway(BigDecimal value, BigDecimal low, BigDecimal high) {

  static Leeway of(Quantity quantity, Figures figures) {
    Function<String, BigDecimal> nominal = name -> figures.get(name).value();
    BigDecimal value = quantity.of(nominal);
    BigDecimal low = value;
    BigDecimal high = value;
    for (String moved : quantity.names()) {
      Figure figure = figures.get(moved);
      BigDecimal down = quantity.of(with(nominal, moved, figure.low())).subtract(value);
      BigDecimal up = quantity.of(with(nominal, moved, figure.high())).subtract(value);
      low = low.add(down.min(up).min(BigDecimal.ZERO));
      high = high.add(down.max(up).max(BigDecimal.ZERO));
    }
    return new Leeway(value, low, high);
  }

  private static Function<String, BigDecimal> with(
      Function<String, BigDecimal> values, String moved, BigDecimal to) {
    return name -> name.equals(moved) ? to : values.apply(name);
  }

  /** Whether 0 is within what the digits leave open. */
  boolean mayBeZero() {
    return low.signum() <= 0 && high.signum() >= 0;
  }
}
