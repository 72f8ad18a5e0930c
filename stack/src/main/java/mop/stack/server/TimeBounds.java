package mop.stack.server;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import mop.stack.http.Params;
import mop.stack.http.Refusal;
import mop.stack.promql.syntax.Durations;

/**
 * The time range of a request to Loki or Tempo, which read it alike ({@code determineBounds} of
 * both): up to now unless {@code end} is given, of an hour unless {@code start} or {@code since}
 * are.
 *
 * @param from nanoseconds since 1970
 * @param to nanoseconds since 1970
 */
record TimeBounds(long from, long to) {
  static final long PER_SECOND = 1_000_000_000L;

  private static final long PER_MILLI = 1_000_000L;
  private static final long DEFAULT_SINCE = 3600 * PER_SECOND;

  /** Digits of a time in seconds; longer ones are nanoseconds. */
  private static final int SECONDS_DIGITS = 10;

  /**
   * @throws Refusal 400 when one of the parameters is not a time
   */
  static TimeBounds of(Params params, Instant clock) throws Refusal {
    long now = nanos(clock);
    long since = DEFAULT_SINCE;
    if (!params.text("since").isEmpty()) {
      long millis = Durations.parse(params.text("since"));
      if (millis < 0 || millis > Long.MAX_VALUE / PER_MILLI) {
        throw unparsable(params, "since");
      }
      since = millis * PER_MILLI;
    }
    long end = time(params, "end", now);
    return new TimeBounds(time(params, "start", Math.min(end, now) - since), end);
  }

  /** A time that may be given. */
  static long time(Params params, String name, long otherwise) throws Refusal {
    String text = params.text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return parse(text).orElseThrow(() -> unparsable(params, name));
  }

  private static Refusal unparsable(Params params, String name) {
    String text = PromParams.quoted(params.text(name));
    return new Refusal(400, "could not parse '" + name + "' parameter: " + text);
  }

  static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano());
  }

  /** Seconds with a fraction, whole seconds of up to ten digits, nanoseconds, or RFC 3339. */
  static OptionalLong parse(String text) {
    try {
      if (text.contains(".") && !text.contains("T")) {
        OptionalLong millis = PromParams.parseTime(text);
        return millis.isEmpty()
            ? millis
            : OptionalLong.of(Math.multiplyExact(millis.getAsLong(), PER_MILLI));
      }
      if (text.matches("[+-]?\\d+")) {
        long number = Long.parseLong(text);
        return OptionalLong.of(
            text.length() <= SECONDS_DIGITS ? Math.multiplyExact(number, PER_SECOND) : number);
      }
      return OptionalLong.of(nanos(OffsetDateTime.parse(text).toInstant()));
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
