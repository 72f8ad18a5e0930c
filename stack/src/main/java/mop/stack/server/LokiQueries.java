package mop.stack.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.logql.LogQl;
import mop.stack.logql.LogQlEngine;
import mop.stack.logql.LogQlEngine.Entry;
import mop.stack.logql.LogQlEngine.Series;
import mop.stack.logql.LogQlExpr;
import mop.stack.logql.QueryLimits;
import mop.stack.logs.LogSource;

/** {@code /loki/api/v1/query} and {@code /loki/api/v1/query_range}. */
final class LokiQueries {
  /** Loki's {@code max_query_series}. */
  private static final int MAX_SERIES = 500;

  /** The steps that are allowed ({@link LokiParams#step}) and those at both ends. */
  private static final QueryLimits LIMITS =
      new QueryLimits(
          QueryLimits.DEFAULT.entries(), QueryLimits.DEFAULT.series(), LokiParams.MAX_POINTS + 3);

  private static final String FLAGS = "X-Loki-Response-Encoding-Flags";
  private static final String TIMED_OUT =
      "request timed out, decrease the duration of the request or add more label matchers (prefer"
          + " exact match over regex match) to reduce the amount of data processed";

  private final LogSource source;
  private final QuerySlots slots;
  private final InstantSource clock;

  LokiQueries(LogSource source, QuerySlots slots, InstantSource clock) {
    this.source = source;
    this.slots = slots;
    this.clock = clock;
  }

  /** What a query gave, and what it cost. */
  record Ran<T>(T result, MeteredLogs read, double seconds, double waitedSeconds) {
    LokiStats stats(long returned) {
      return new LokiStats(
          read.entries(), read.bytes(), read.metadataBytes(), seconds, waitedSeconds, returned);
    }
  }

  /** A query that is ready to run. */
  interface Evaluation<T> {
    T run(LogQlEngine engine) throws IOException;
  }

  /**
   * Runs a query once there is a slot.
   *
   * @throws Refusal 400 when the query cannot be answered, 504 when it took too long
   */
  <T> Ran<T> run(Evaluation<T> evaluation) throws Refusal, IOException {
    long deadline = slots.deadline(Long.MAX_VALUE);
    long asked = clock.millis();
    MeteredLogs read = new MeteredLogs(source, () -> slots.isOver(deadline));
    try {
      return slots
          .<Ran<T>, IOException>run(
              deadline,
              () -> {
                long began = clock.millis();
                T result = evaluation.run(new LogQlEngine(read, LIMITS));
                double seconds = (clock.millis() - began) / 1e3;
                return new Ran<>(result, read, seconds, (began - asked) / 1e3);
              })
          .orElseThrow(() -> new Refusal(504, TIMED_OUT));
    } catch (InvalidInput e) {
      throw LokiParams.bad(String.valueOf(e.getMessage()));
    } catch (MeteredLogs.OutOfTime e) {
      throw new Refusal(504, TIMED_OUT);
    }
  }

  Response instant(LokiParams params, Request request) throws Refusal, IOException {
    long time = params.time();
    params.limit();
    params.direction();
    return switch (parse(params.text("query"))) {
      case LogQlExpr.Logs l ->
          throw LokiParams.bad(
              "log queries are not supported as an instant query type, please change your query to"
                  + " a range query type");
      case LogQlExpr.Metric m -> {
        Ran<List<Series>> ran = run(engine -> engine.instant(m, time));
        checkSeries(ran.result);
        LokiStats stats = ran.stats(ran.result.size());
        yield m instanceof LogQlExpr.Literal
            ? LokiJson.answer(
                "scalar",
                json -> LokiJson.value(json, ran.result.getFirst().values().getFirst()),
                stats)
            : LokiJson.answer("vector", json -> LokiJson.vector(json, shown(ran.result)), stats);
      }
    };
  }

  Response range(LokiParams params, Request request) throws Refusal, IOException {
    TimeBounds range = params.range();
    int limit = params.limit();
    var direction = params.direction();
    long step = params.step(range);
    long interval = params.interval();
    LogQlExpr query = parse(params.text("query"));
    if (query instanceof LogQlExpr.Logs) {
      LokiParams.checkEntries(limit);
    }
    LokiParams.checkLength(range);
    return switch (query) {
      case LogQlExpr.Logs l -> {
        Ran<List<Entry>> ran =
            run(engine -> engine.entries(l, range.from(), range.to(), limit, direction, interval));
        LokiStats stats = ran.stats(ran.result.size());
        yield categorizes(request)
            ? LokiJson.categorized(ran.result, stats)
            : LokiJson.streams(ran.result, stats);
      }
      case LogQlExpr.Metric m -> {
        // Both ends are moved outwards to whole steps, as Loki's frontend does.
        long from = Math.floorDiv(range.from(), step) * step;
        long to = Math.ceilDiv(range.to(), step) * step;
        Ran<List<Series>> ran = run(engine -> engine.range(m, from, to, step));
        checkSeries(ran.result);
        yield LokiJson.answer(
            "matrix",
            json -> LokiJson.matrix(json, shown(ran.result)),
            ran.stats(ran.result.size()));
      }
    };
  }

  private static boolean categorizes(Request request) {
    String flags = request.header(FLAGS).orElse("");
    return List.of(flags.split("\\s*,\\s*", -1)).contains("categorize-labels");
  }

  /**
   * @throws Refusal 400 when it is no query, with the place of the error
   */
  static LogQlExpr parse(String query) throws Refusal {
    try {
      return LogQl.parse(query);
    } catch (InvalidInput e) {
      throw LokiParams.bad("parse error : " + e.getMessage());
    }
  }

  private static List<LokiSeries> shown(List<Series> series) {
    return series.stream().map(LokiSeries::of).toList();
  }

  private static void checkSeries(List<Series> series) throws Refusal {
    if (series.size() > MAX_SERIES) {
      throw LokiParams.bad(
          "maximum number of series ("
              + MAX_SERIES
              + ") reached for a single query; consider reducing query cardinality by adding more"
              + " specific stream selectors, reducing the time range, or aggregating results with"
              + " functions like sum(), count() or topk()");
    }
  }
}
