package mop.stack.server;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import mop.stack.http.Params;
import mop.stack.labels.Matcher;
import mop.stack.promql.Query;
import mop.stack.promql.syntax.Durations;
import mop.stack.promql.syntax.Expr.VectorSelector;
import mop.stack.promql.syntax.QueryError;

/** Parameters as Prometheus' API reads them (web/api/v1/api.go of Prometheus 3.x). */
final class PromParams {
  /** The default start and end where both are optional, {@code MinTime} and {@code MaxTime}. */
  static final long MIN_TIME = (Long.MIN_VALUE / 1000 + 62_135_596_801L) * 1000;

  static final long MAX_TIME = (Long.MAX_VALUE / 1000 - 62_135_596_801L) * 1000 + 999;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

  private final Params params;

  PromParams(Params params) {
    this.params = params;
  }

  String text(String name) {
    return params.text(name);
  }

  boolean has(String name) {
    return params.first(name).isPresent();
  }

  /** A time that must be given, in milliseconds since 1970. */
  long time(String name) throws PromError {
    OptionalLong time = parseTime(params.text(name));
    if (time.isEmpty()) {
      throw PromError.parameter(name, noTime(params.text(name)));
    }
    return time.getAsLong();
  }

  /** A time that may be given, in milliseconds since 1970. */
  long time(String name, long otherwise) throws PromError {
    String text = params.text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    OptionalLong time = parseTime(text);
    if (time.isEmpty()) {
      throw PromError.parameter(name, "invalid time value for '" + name + "': " + noTime(text));
    }
    return time.getAsLong();
  }

  private static String noTime(String text) {
    return "cannot parse " + quoted(text) + " to a valid timestamp";
  }

  /** Seconds with a fraction, or RFC 3339. */
  static OptionalLong parseTime(String text) {
    if (NUMBER.matcher(text).matches()) {
      double seconds = Double.parseDouble(text);
      double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
      if (Math.abs(whole) > Long.MAX_VALUE / 1000.0) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(((long) whole) * 1000 + Math.round((seconds - whole) * 1000));
    }
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** Seconds, or a duration such as {@code 5m}, in milliseconds. */
  long duration(String name) throws PromError {
    String text = params.text(name);
    if (NUMBER.matcher(text).matches()) {
      double seconds = Double.parseDouble(text);
      if (Math.abs(seconds) > MAX_SECONDS) {
        throw PromError.parameter(
            name, "cannot parse " + quoted(text) + " to a valid duration. It overflows int64");
      }
      return (long) (seconds * 1000);
    }
    long millis = Durations.parse(text);
    if (millis < 0) {
      throw PromError.parameter(name, "cannot parse " + quoted(text) + " to a valid duration");
    }
    return millis;
  }

  /** How much is wanted at most; {@link Integer#MAX_VALUE} for all. */
  int limit() throws PromError {
    String text = params.text("limit");
    if (text.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit < 0) {
        throw PromError.parameter("limit", "limit must be non-negative");
      }
      return limit == 0 ? Integer.MAX_VALUE : limit;
    } catch (NumberFormatException e) {
      throw PromError.parameter(
          "limit", "strconv.Atoi: parsing " + quoted(text) + ": invalid syntax");
    }
  }

  /**
   * The selectors of {@code match[]}, each with a condition that an empty label fails; none when
   * there are none.
   */
  List<List<Matcher>> matchers() throws PromError {
    List<List<Matcher>> all = new ArrayList<>();
    for (String text : params.all("match[]")) {
      all.add(selector(text));
    }
    return all;
  }

  private static List<Matcher> selector(String text) throws PromError {
    try {
      if (Query.parse(text).expr() instanceof VectorSelector selector) {
        return selector.matchers();
      }
    } catch (QueryError e) {
      throw PromError.badData(String.valueOf(e.getMessage()));
    }
    throw PromError.badData(
        "1:1: parse error: "
            + quoted(text)
            + " is not a selector, expected for example up{a=\"b\"}");
  }

  /** As Go's {@code %q} quotes what is printable. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
