package mop.stack.traceql;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as text, in the forms of Go's {@code strconv} and {@code time.Duration}. */
final class ValueText {
  private static final String[] STATUS = {"unset", "ok", "error"};
  private static final String[] KIND = {
    "unspecified", "internal", "server", "client", "producer", "consumer"
  };

  private ValueText() {}

  static String of(Value value, boolean quoted) {
    return switch (value) {
      case Value.Nil _ -> "nil";
      case Value.Int i -> quoted && i.value() == Long.MIN_VALUE ? "minInt" : "" + i.value();
      case Value.Real r -> real(r.value());
      case Value.Text t -> quoted ? quote(t.value()) : t.value();
      case Value.Bool b -> Boolean.toString(b.value());
      case Value.Duration d -> duration(d.nanos());
      case Value.Status s -> named(STATUS, s.code(), "status");
      case Value.Kind k -> named(KIND, k.code(), "kind");
      case Value.Many m ->
          m.values().stream()
              .map(v -> of(v, v instanceof Value.Text))
              .collect(Collectors.joining(", ", "[", "]"));
    };
  }

  private static String named(String[] names, int code, String type) {
    return code >= 0 && code < names.length ? names[code] : type + "(" + code + ")";
  }

  /** Between back quotes, where nothing is escaped, unless the text itself has one. */
  private static String quote(String s) {
    if (s.indexOf('`') < 0 && s.indexOf('\r') < 0) {
      return '`' + s + '`';
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** The shortest digits that give the number back, always told from a whole number. */
  static String real(double v) {
    String text = shortest(v);
    return text.contains("e") || text.contains(".") || text.contains("N") || text.contains("I")
        ? text
        : text + ".0";
  }

  /** As Go's {@code %g} without precision: an exponent below 1e-4 and from 1e6 on. */
  static String shortest(double v) {
    if (Double.isNaN(v)) {
      return "NaN";
    }
    if (Double.isInfinite(v)) {
      return v > 0 ? "+Inf" : "-Inf";
    }
    if (v == 0) {
      return 1 / v < 0 ? "-0" : "0";
    }
    BigDecimal digits = new BigDecimal(Double.toString(v)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return digits.toPlainString();
    }
    String mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** As Go prints a duration: {@code 1h0m1.5s}, {@code 2.5ms}, {@code 0s}. */
  static String duration(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    BigDecimal n = BigDecimal.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    if (n.compareTo(BigDecimal.valueOf(1_000)) < 0) {
      return sign + n + "ns";
    }
    if (n.compareTo(BigDecimal.valueOf(1_000_000)) < 0) {
      return sign + plain(n, 3) + "µs";
    }
    if (n.compareTo(BigDecimal.valueOf(1_000_000_000)) < 0) {
      return sign + plain(n, 6) + "ms";
    }
    BigDecimal[] minutes = n.divideAndRemainder(BigDecimal.valueOf(60_000_000_000L));
    long m = minutes[0].longValueExact();
    String seconds = plain(minutes[1], 9) + "s";
    return sign + (m >= 60 ? m / 60 + "h" : "") + (m > 0 ? m % 60 + "m" : "") + seconds;
  }

  private static String plain(BigDecimal nanos, int digits) {
    BigDecimal scaled = nanos.movePointLeft(digits).stripTrailingZeros();
    return scaled.signum() == 0 ? "0" : scaled.toPlainString();
  }
}
