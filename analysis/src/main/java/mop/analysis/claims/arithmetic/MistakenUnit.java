package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Recognises two sides of a sum that differ by nothing but a unit. */
final class MistakenUnit {
  /** A factor tells something only where the digits leave less room than this, relatively. */
  private static final BigDecimal SHARP = new BigDecimal("0.02");

  private static final Map<String, String> FACTORS = factors();

  private MistakenUnit() {}

  private static Map<String, String> factors() {
    Map<String, String> factors = new LinkedHashMap<>();
    factors.put("12", "a month for a year");
    factors.put("24", "an hour for a day");
    factors.put("30", "a day for a month");
    factors.put("60", "a second for a minute, or a minute for an hour");
    factors.put("365", "a day for a year");
    factors.put("720", "an hour for a month");
    factors.put("730", "an hour for a month");
    factors.put("86400", "a second for a day");
    factors.put("100", "a fraction for per cent");
    factors.put("1000", "a prefix such as k, M or G");
    factors.put("1000000", "a price each for a price a million");
    return factors;
  }

  /** Why the sides may differ, when one is such a multiple of the other. */
  static Optional<String> of(Balance balance) {
    for (Map.Entry<String, String> factor : FACTORS.entrySet()) {
      BigDecimal times = new BigDecimal(factor.getKey());
      Quantity published = Quantity.of(balance.published());
      if (same(balance.figures(), balance.computed(), published.times(times))) {
        return Optional.of("it is " + factor.getKey() + " times as much: " + factor.getValue());
      }
      if (same(balance.figures(), balance.computed().times(times), published)) {
        return Optional.of("it is 1/" + factor.getKey() + " of it: " + factor.getValue());
      }
    }
    return Optional.empty();
  }

  private static boolean same(Figures figures, Quantity left, Quantity right) {
    Leeway difference = Leeway.of(left.minus(right), figures);
    BigDecimal size = Leeway.of(right, figures).value().abs();
    return difference.mayBeZero()
        && size.signum() > 0
        && difference
                .high()
                .subtract(difference.low())
                .divide(size, MathContext.DECIMAL64)
                .compareTo(SHARP)
            < 0;
  }
}
