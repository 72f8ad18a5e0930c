package mop.stack.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.promql.Interrupt;
import mop.stack.promql.Note;
import mop.stack.promql.PromEngine;
import mop.stack.promql.Query;
import mop.stack.promql.QueryAnswer;
import mop.stack.promql.QueryResult;
import mop.stack.promql.ResultJson;
import mop.stack.promql.syntax.QueryError;
import tools.jackson.core.JsonGenerator;

/** {@code /api/v1/query} and {@code /api/v1/query_range}. */
final class PromQueries {
  private static final int MAX_POINTS = 11_000;
  private static final int MAX_NOTES = 10;

  private final PromEngine engine;
  private final QuerySlots slots;
  private final InstantSource clock;

  PromQueries(PromEngine engine, QuerySlots slots, InstantSource clock) {
    this.engine = engine;
    this.slots = slots;
    this.clock = clock;
  }

  Response instant(PromParams params, Request request) throws PromError, IOException {
    int limit = params.limit();
    long time = params.time("time", clock.millis());
    long deadline = deadline(params);
    Query query = parse(params);
    return answer(params, limit, deadline, stop -> engine.instant(query, time, stop));
  }

  Response range(PromParams params, Request request) throws PromError, IOException {
    int limit = params.limit();
    long start = params.time("start");
    long end = params.time("end");
    if (end < start) {
      throw PromError.parameter("end", "end timestamp must not be before start time");
    }
    long step = params.duration("step");
    if (step <= 0) {
      throw PromError.parameter(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if (Math.subtractExact(end, start) / step > MAX_POINTS) {
      throw PromError.badData(
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
              + " resolution (?step=XX)");
    }
    long deadline = deadline(params);
    Query query = parse(params);
    return answer(params, limit, deadline, stop -> engine.range(query, start, end, step, stop));
  }

  /** The query as Prometheus normalises it, always in one line. */
  Response format(PromParams params, Request request) throws PromError {
    String text = parse(params).expr().toString();
    return PromJson.success(json -> json.writeString(text));
  }

  private long deadline(PromParams params) throws PromError {
    return slots.deadline(
        params.text("timeout").isEmpty() ? Long.MAX_VALUE : params.duration("timeout"));
  }

  private static Query parse(PromParams params) throws PromError {
    try {
      return Query.parse(params.text("query"));
    } catch (QueryError e) {
      throw failed(e);
    }
  }

  private static PromError failed(QueryError e) {
    String text = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case BAD_DATA -> PromError.parameter("query", text);
      case EXECUTION -> new PromError(PromError.Type.EXECUTION, text);
      case TIMEOUT -> new PromError(PromError.Type.TIMEOUT, text);
      case CANCELED -> new PromError(PromError.Type.CANCELED, text);
    };
  }

  /** A query that is ready to run. */
  private interface Evaluation {
    QueryAnswer run(Interrupt stop) throws IOException;
  }

  private Response answer(PromParams params, int limit, long deadline, Evaluation evaluation)
      throws PromError {
    Interrupt stop = () -> slots.isOver(deadline) ? Interrupt.State.TIMED_OUT : Interrupt.State.RUN;
    try {
      QueryAnswer answer =
          slots
              .run(deadline, () -> evaluation.run(stop))
              .orElseThrow(
                  () -> new PromError(PromError.Type.TIMEOUT, "query timed out in query queue"));
      return success(params, answer, limit);
    } catch (QueryError e) {
      throw failed(e);
    } catch (IOException | InvalidInput e) {
      throw new PromError(PromError.Type.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  private static Response success(PromParams params, QueryAnswer answer, int limit)
      throws IOException {
    boolean cut = isLonger(answer.result(), limit);
    StringBuilder data = new StringBuilder();
    ResultJson.write(cut ? first(answer.result(), limit) : answer.result(), data);
    if (!params.text("stats").isEmpty()) {
      data.setLength(data.length() - 1);
      data.append(",\"stats\":{\"samples\":{\"totalQueryableSamples\":")
          .append(answer.stats().samplesQueried())
          .append(",\"peakSamples\":")
          .append(answer.stats().peakSamples())
          .append("}}}");
    }
    return PromJson.success(
        json -> json.writeRawValue(data.toString()), json -> notes(json, answer.notes(), cut));
  }

  private static boolean isLonger(QueryResult result, int limit) {
    return switch (result) {
      case QueryResult.Vector v -> v.samples().size() > limit;
      case QueryResult.Matrix m -> m.series().size() > limit;
      case QueryResult.Scalar s -> false;
      case QueryResult.Text t -> false;
    };
  }

  private static QueryResult first(QueryResult result, int limit) {
    return switch (result) {
      case QueryResult.Vector(long time, List<QueryResult.Sample> samples) ->
          new QueryResult.Vector(time, samples.subList(0, limit));
      case QueryResult.Matrix(List<QueryResult.Series> series) ->
          new QueryResult.Matrix(series.subList(0, limit));
      case QueryResult.Scalar s -> s;
      case QueryResult.Text t -> t;
    };
  }

  private static void notes(JsonGenerator json, List<Note> notes, boolean cut) {
    List<String> warnings = new java.util.ArrayList<>(texts(notes, Note.Level.WARNING));
    if (cut) {
      warnings.add("results truncated due to limit");
    }
    if (!warnings.isEmpty()) {
      PromJson.strings(json, "warnings", warnings);
    }
    List<String> infos = texts(notes, Note.Level.INFO);
    if (!infos.isEmpty()) {
      PromJson.strings(json, "infos", infos);
    }
  }

  private static List<String> texts(List<Note> notes, Note.Level level) {
    return notes.stream()
        .filter(n -> n.level() == level)
        .map(Note::message)
        .limit(MAX_NOTES)
        .toList();
  }
}
