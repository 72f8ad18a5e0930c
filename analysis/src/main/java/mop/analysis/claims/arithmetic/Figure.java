package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import mop.analysis.cost.Words;

/**
 * A published number, or a published range. Its digits say how exact it is: 65 stands for anything
 * from 64.5 to 65.5.
 *
 * @param name by which checks and claims call it
 * @param source where it stands in the publication
 * @param value the number; of a range, its middle
 * @param low the least that the published digits allow
 * @param high the most that they allow
 * @param unit such as {@code USD/month} or {@code %}
 * @param number for people, without unit
 */
public record Figure(
    String name,
    String source,
    BigDecimal value,
    BigDecimal low,
    BigDecimal high,
    String unit,
    String number) {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** A number that is known to half of its last digit. */
  static Figure of(String name, String source, BigDecimal value, String unit) {
    return of(name, source, value, HALF.scaleByPowerOfTen(-value.scale()), unit);
  }

  /** A number that is known to {@code ± rounding}. */
  static Figure of(String name, String source, BigDecimal value, BigDecimal rounding, String unit) {
    return new Figure(
        name,
        source,
        value,
        value.subtract(rounding),
        value.add(rounding),
        unit,
        Words.of(value.doubleValue()));
  }

  /** A range from one number to another. */
  static Figure range(String name, String source, BigDecimal from, BigDecimal to, String unit) {
    return new Figure(
        name,
        source,
        from.add(to).multiply(HALF),
        from,
        to,
        unit,
        Words.of(from.doubleValue()) + "–" + Words.of(to.doubleValue()));
  }

  /** By how much the value may be off in either direction. */
  public BigDecimal rounding() {
    return high.subtract(value);
  }

  /** The figure with its unit, for people. */
  public String text() {
    return number + " " + unit;
  }
}
