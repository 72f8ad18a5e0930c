package mop.stack.promql.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 1h30m}; a day has 24 hours, a week 7 days, a year 365. */
public final class Durations {
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000, 1
  };

  /** How many of the units, from the largest on, are only written when nothing remains. */
  private static final int EXACT = 3;

  /** The longest that Prometheus can hold, whose durations are nanoseconds in 64 bits. */
  private static final long LONGEST = Long.MAX_VALUE / 1_000_000;

  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final Pattern ALIKE = Pattern.compile("(\\d+[smhdwy]s?)+");

  private Durations() {}

  /** Whether a word is a duration, or so near to one that an error should speak of durations. */
  static boolean looksLikeOne(String word) {
    return ALIKE.matcher(word).matches();
  }

  /**
   * @return milliseconds; −1 when it is no duration, or too long a one
   */
  public static long parse(String word) {
    Matcher m = DURATION.matcher(word);
    if (word.isEmpty() || !m.matches()) {
      return -1;
    }
    long sum = 0;
    for (int i = 0; i < UNITS.length; i++) {
      String digits = m.group(i + 1);
      if (digits == null) {
        continue;
      }
      if (digits.length() > 15 || Long.parseLong(digits) > (LONGEST - sum) / MILLIS[i]) {
        return -1;
      }
      sum += Long.parseLong(digits) * MILLIS[i];
    }
    return sum;
  }

  /** As Go's {@code Duration.Seconds}: whole seconds and the rest are made numbers apart. */
  public static double seconds(long millis) {
    long whole = millis / 1000;
    return whole + (millis % 1000 * 1_000_000) / 1e9;
  }

  /** The same duration as text, normalised as Prometheus does: {@code 90m} is {@code 1h30m}. */
  public static String print(long millis) {
    long rest = Math.abs(millis);
    if (rest == 0) {
      return "0s";
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      if (rest >= MILLIS[i] && (i >= EXACT || rest % MILLIS[i] == 0)) {
        out.append(rest / MILLIS[i]).append(UNITS[i]);
        rest %= MILLIS[i];
      }
    }
    return out.toString();
  }
}
