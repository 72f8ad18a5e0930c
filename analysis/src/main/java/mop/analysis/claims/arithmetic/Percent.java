package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Parts of a whole in per cent. */
final class Percent {
  static final BigDecimal HUNDRED = new BigDecimal(100);

  private Percent() {}

  /** Whether a unit means per cent. */
  static boolean isUnit(String unit) {
    return unit.equals("%") || unit.equals("percent");
  }

  /** {@code 100 × part ÷ whole}. */
  static Quantity share(Amount part, Amount whole) {
    return Quantity.of(
        List.of(part, whole),
        values -> HUNDRED.multiply(values.get(0)).divide(values.get(1), MathContext.DECIMAL64));
  }

  /** An amount in figures, with brackets where it is more than one. */
  static String bracketed(Amount amount, Figures figures) {
    String shown = amount.shown(figures);
    return amount.tokens().size() == 1 ? shown : "(" + shown + ")";
  }
}
