package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Query;
import mop.stack.traceql.Stage;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.SearchResponse.SpanResult;
import mop.stack.traceql.engine.SearchResponse.SpansetResult;
import mop.stack.traceql.engine.SearchResponse.TraceResult;
import mop.stack.traceql.engine.TraceSource.ReadRequest;
import mop.stack.traceql.engine.TraceSource.ReadStats;

/**
 * Finds traces. As in Tempo any {@code limit} traces are an answer, so reading ends when there are
 * as many; {@code with(most_recent=true)} reads on and keeps the latest.
 */
public final class TraceSearch {
  private final SearchOptions options;
  private final FieldTable fields = new FieldTable();
  private final SpansetPipeline pipeline;
  private final ShownFields shown;
  private final Requirement requirement;
  private final TraceCombiner found;
  private final int traceId = fields.number(Intrinsic.TRACE_ID, false);
  private final int spanId = fields.number(Intrinsic.SPAN_ID, false);
  private final int spanStart = fields.number(Intrinsic.SPAN_START, false);
  private final int duration = fields.number(Intrinsic.DURATION, false);
  private final int traceStart = fields.number(Intrinsic.TRACE_START, false);
  private final int traceDuration = fields.number(Intrinsic.TRACE_DURATION, false);
  private final int rootName = fields.number(Intrinsic.ROOT_NAME, false);
  private final int rootService = fields.number(Intrinsic.ROOT_SERVICE_NAME, false);

  private TraceSearch(Stage.Pipeline stages, boolean mostRecent, SearchOptions options) {
    this.options = options;
    pipeline = new SpansetPipeline(stages, fields);
    shown = new ShownFields(stages, fields);
    requirement = Requirements.of(stages);
    found = new TraceCombiner(options.limit(), mostRecent);
  }

  /**
   * Answers a query.
   *
   * @param sources read in this order, so those of later traces had better come first
   * @throws InvalidInput when the query makes series
   */
  public static SearchResponse run(Query query, SearchOptions options, List<TraceSource> sources)
      throws IOException {
    if (!(query.body() instanceof Stage.Pipeline stages)) {
      throw new InvalidInput(
          "query: it makes series; expected one that finds traces. Ask for it as metrics.");
    }
    boolean mostRecent = query.hint("most_recent").filter(Value::holds).isPresent();
    TraceSearch search = new TraceSearch(stages, mostRecent, options);
    ReadStats stats = new ReadStats(0, 0, 0, 0);
    for (TraceSource source : sources) {
      if (!search.found.complete()) {
        source.read(
            new ReadRequest(search.fields, search.requirement, options.range()), search::visit);
      }
      stats = stats.plus(source.stats());
    }
    return new SearchResponse(search.found.results(), stats);
  }

  private boolean visit(TraceView trace) throws IOException {
    List<Spanset> spansets = pipeline.evaluate(trace);
    if (!spansets.isEmpty()) {
      String id = trace.value(traceId, 0, -1, -1).text();
      long start = whole(trace.value(traceStart, 0, -1, -1));
      if (found.wants(id, start)) {
        found.add(result(trace, id, start, spansets));
      }
    }
    return !found.complete();
  }

  private static long whole(Value v) {
    return switch (v) {
      case Value.Int i -> i.value();
      case Value.Duration d -> d.nanos();
      case Value.Nil _, Value.Real _, Value.Text _, Value.Bool _ -> 0;
      case Value.Status _, Value.Kind _, Value.Many _ -> 0;
    };
  }

  private TraceResult result(TraceView trace, String id, long start, List<Spanset> spansets)
      throws IOException {
    List<SpansetResult> sets = new ArrayList<>();
    for (Spanset s : spansets) {
      sets.add(spanset(trace, s));
    }
    return new TraceResult(
        id,
        trace.value(rootService, 0, -1, -1).text(),
        trace.value(rootName, 0, -1, -1).text(),
        start,
        whole(trace.value(traceDuration, 0, -1, -1)) / 1_000_000,
        sets,
        trace.services());
  }

  private SpansetResult spanset(TraceView trace, Spanset s) throws IOException {
    List<SpanResult> spans = new ArrayList<>();
    for (int i = 0; i < Math.min(options.spansPerSpanset(), s.spans().length); i++) {
      int span = s.spans()[i];
      spans.add(
          new SpanResult(
              trace.value(spanId, span, -1, -1).text(),
              shown.name(trace, span),
              whole(trace.value(spanStart, span, -1, -1)),
              whole(trace.value(duration, span, -1, -1)),
              shown.of(trace, span, false)));
    }
    return new SpansetResult(spans, s.spans().length, s.attributes());
  }
}
