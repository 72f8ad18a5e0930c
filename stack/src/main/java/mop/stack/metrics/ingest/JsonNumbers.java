package mop.stack.metrics.ingest;

import java.math.BigDecimal;
import mop.stack.otlp.AttributeTexts;

/** Numbers as Go's JSON writes them. */
final class JsonNumbers {
  private JsonNumbers() {}

  /** As JSON has it, and so the values of attributes: with an exponent where it is far from 1. */
  static String of(double v) {
    double size = Math.abs(v);
    if (Double.isNaN(v) || Double.isInfinite(v) || v == 0 || (size >= 1e-6 && size < 1e21)) {
      return AttributeTexts.number(v);
    }
    BigDecimal exact = new BigDecimal(Double.toString(v)).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String sign = exponent < 0 ? "e-" : "e+";
    return (v < 0 ? "-" : "") + digits.charAt(0) + fraction + sign + Math.abs(exponent);
  }
}
