package mop.stack.server;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import mop.stack.http.Params;
import mop.stack.http.Refusal;
import mop.stack.logs.Direction;
import mop.stack.promql.syntax.Durations;

/**
 * Parameters as Loki's API reads them ({@code pkg/loghttp} of Loki 3), with its words for errors
 * and the defaults of its {@code limits_config}. Times and durations are nanoseconds.
 */
final class LokiParams {
  private static final int DEFAULT_LIMIT = 100;

  /** Steps of a query, beside the first. */
  static final int MAX_POINTS = 11_000;

  /** {@code max_entries_limit_per_query}. */
  private static final int MAX_ENTRIES = 5000;

  /** {@code max_query_length}, 30 days and an hour. */
  private static final long MAX_LENGTH = 721 * 3600 * TimeBounds.PER_SECOND;

  private static final long PER_MILLI = 1_000_000L;

  /** Without a step there are that many. */
  private static final int DEFAULT_STEPS = 250;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private final Params params;
  private final Instant now;

  LokiParams(Params params, Instant now) {
    this.params = params;
    this.now = now;
  }

  String text(String name) {
    return params.text(name);
  }

  /** Parts of a text between commas; none for the empty text. */
  List<String> list(String name) {
    String text = params.text(name);
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }

  /** Now unless {@code time} says otherwise. */
  long time() throws Refusal {
    return TimeBounds.time(params, "time", TimeBounds.nanos(now));
  }

  TimeBounds range() throws Refusal {
    TimeBounds range = TimeBounds.of(params, now);
    if (range.to() < range.from()) {
      throw bad("end timestamp must not be before or equal to start time");
    }
    return range;
  }

  int limit() throws Refusal {
    return limit("limit", DEFAULT_LIMIT);
  }

  int limit(String name, int otherwise) throws Refusal {
    String text = params.text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[+-]?\\d{1,18}")) {
      throw bad("strconv.Atoi: parsing " + PromParams.quoted(text) + ": invalid syntax");
    }
    long limit = Long.parseLong(text);
    if (limit <= 0) {
      throw bad("limit must be a positive value");
    }
    return (int) Math.min(limit, Integer.MAX_VALUE);
  }

  Direction direction() throws Refusal {
    return switch (params.text("direction").toUpperCase(Locale.ROOT)) {
      case "", "BACKWARD" -> Direction.BACKWARD;
      case "FORWARD" -> Direction.FORWARD;
      default -> throw bad("invalid direction '" + params.text("direction") + "'");
    };
  }

  /** Whole milliseconds, as Loki counts its steps. */
  long step(TimeBounds range) throws Refusal {
    long length = Math.subtractExact(range.to(), range.from());
    long seconds = Math.max(1, length / TimeBounds.PER_SECOND / DEFAULT_STEPS);
    long step = duration("step", seconds * TimeBounds.PER_SECOND) / PER_MILLI * PER_MILLI;
    if (step <= 0) {
      throw bad(
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if (length / step > MAX_POINTS) {
      throw bad(
          "exceeded maximum resolution of 11,000 points per time series. Try increasing the value"
              + " of the step parameter");
    }
    return step;
  }

  long interval() throws Refusal {
    long interval = duration("interval", 0);
    if (interval < 0) {
      throw bad("interval must be >= 0");
    }
    return interval;
  }

  private long duration(String name, long otherwise) throws Refusal {
    String text = params.text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    String quoted = PromParams.quoted(text);
    if (NUMBER.matcher(text).matches()) {
      double nanos = Double.parseDouble(text) * TimeBounds.PER_SECOND;
      if (Math.abs(nanos) > Long.MAX_VALUE) {
        throw bad("cannot parse " + quoted + " to a valid duration. It overflows int64");
      }
      return (long) nanos;
    }
    long millis = Durations.parse(text);
    if (millis < 0) {
      throw bad("cannot parse " + quoted + " to a valid duration");
    }
    return millis * PER_MILLI;
  }

  /** Refuses more lines than a query may give. */
  static void checkEntries(int limit) throws Refusal {
    if (limit > MAX_ENTRIES) {
      throw bad(
          "max entries limit per query exceeded, limit > max_entries_limit_per_query ("
              + limit
              + " > "
              + MAX_ENTRIES
              + ")");
    }
  }

  /** Refuses a range that is too long. */
  static void checkLength(TimeBounds range) throws Refusal {
    long length = Math.subtractExact(range.to(), range.from());
    if (length > MAX_LENGTH) {
      throw bad(
          "the query time range exceeds the limit (query length: "
              + hours(length)
              + ", limit: 30d1h)");
    }
  }

  /** As Go prints a duration of an hour and more: {@code 722h5m0.5s}. */
  private static String hours(long nanos) {
    long minutes = nanos / (60 * TimeBounds.PER_SECOND);
    BigDecimal seconds = BigDecimal.valueOf(nanos % (60 * TimeBounds.PER_SECOND), 9);
    String plain = seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    return minutes / 60 + "h" + minutes % 60 + "m" + plain + "s";
  }

  static Refusal bad(String text) {
    return new Refusal(400, text);
  }
}
