package mop.stack.traceql;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Tempo reads them: first in Prometheus' form ({@code 1d12h}, whole numbers, units in
 * falling order, a year of 365 days), else in Go's ({@code 1.5h}, {@code 100µs}).
 */
final class Durations {
  private static final Pattern PROMETHEUS =
      Pattern.compile(
          "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?"
              + "(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
  private static final long[] PROMETHEUS_NANOS = {
    365 * 86_400_000_000_000L,
    7 * 86_400_000_000_000L,
    86_400_000_000_000L,
    3_600_000_000_000L,
    60_000_000_000L,
    1_000_000_000L,
    1_000_000L
  };
  private static final Pattern GO_PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)");
  private static final Map<String, Long> GO_NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** More digits than any duration of 64 bits has. */
  private static final int MAX_LENGTH = 100;

  private Durations() {}

  /** The duration, or nil when the text is none or does not fit 64 bits of nanoseconds. */
  static Value parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Value.Nil.NIL;
    }
    Matcher m = PROMETHEUS.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    if (m.matches()) {
      for (int i = 0; i < PROMETHEUS_NANOS.length; i++) {
        String count = m.group(i + 1);
        if (count != null) {
          sum = sum.add(new BigDecimal(count).multiply(BigDecimal.valueOf(PROMETHEUS_NANOS[i])));
        }
      }
      return fitting(sum);
    }
    Matcher part = GO_PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      BigDecimal unit = BigDecimal.valueOf(GO_NANOS.getOrDefault(part.group(2), 0L));
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    return end == text.length() ? fitting(sum) : Value.Nil.NIL;
  }

  private static Value fitting(BigDecimal nanos) {
    return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Value.Nil.NIL
        : new Value.Duration(nanos.longValue());
  }
}
