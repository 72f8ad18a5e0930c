package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mop.analysis.input.InvalidInput;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Metrics;
import mop.stack.traceql.Query;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.TraceSource.ReadRequest;
import mop.stack.traceql.engine.TraceSource.ReadStats;

/** Makes series of the spans that a query finds. */
public final class MetricsQuery {
  private final MetricsRequest request;
  private final List<TraceSource> sources;
  private boolean partial;

  private MetricsQuery(MetricsRequest request, List<TraceSource> sources) {
    this.request = request;
    this.sources = sources;
  }

  /**
   * Answers a query. {@code with(exemplars=n)} replaces the request's number of exemplars, and
   * {@code with(exemplars=false)} asks for none. Hints about sampling have no effect: all spans are
   * counted.
   *
   * @throws InvalidInput when the query makes no series
   */
  public static MetricsResponse run(Query query, MetricsRequest request, List<TraceSource> sources)
      throws IOException {
    if (!(query.body() instanceof Metrics metrics)) {
      throw new InvalidInput(
          "query: it finds traces; expected one that makes series. Put | rate() behind it.");
    }
    MetricsQuery run = new MetricsQuery(hinted(query, request), sources);
    List<Series> series =
        run.series(metrics).stream()
            .filter(MetricsResponse::hasValue)
            .sorted(SeriesSteps::labels)
            .toList();
    Intervals intervals = new Intervals(request);
    ReadStats stats =
        sources.stream().map(TraceSource::stats).reduce(new ReadStats(0, 0, 0, 0), ReadStats::plus);
    return new MetricsResponse(
        series,
        IntStream.range(0, intervals.count()).mapToObj(intervals::millis).toList(),
        run.partial,
        stats);
  }

  private static MetricsRequest hinted(Query query, MetricsRequest r) {
    int exemplars =
        switch (query.hint("exemplars").orElse(Value.Nil.NIL)) {
          case Value.Int i -> Math.clamp(i.value(), 0, 100_000);
          case Value.Bool b when !b.value() -> 0;
          case Value.Nil _, Value.Bool _, Value.Real _, Value.Text _ -> r.exemplars();
          case Value.Duration _, Value.Status _, Value.Kind _, Value.Many _ -> r.exemplars();
        };
    return new MetricsRequest(r.start(), r.end(), r.step(), r.instant(), exemplars, r.maxSeries());
  }

  private List<Series> series(Metrics metrics) throws IOException {
    List<Series> made =
        switch (metrics) {
          case Metrics.OfSpans s -> ofSpans(s);
          case Metrics.Computed m ->
              SeriesSteps.computed(m.op(), series(m.left()), series(m.right()));
        };
    return SeriesSteps.apply(metrics.then(), made);
  }

  private List<Series> ofSpans(Metrics.OfSpans query) throws IOException {
    FieldTable fields = new FieldTable();
    SpansetPipeline pipeline = new SpansetPipeline(query.pipeline(), fields);
    Requirement requirement = Requirements.of(query.pipeline());
    boolean ofAll = requirement.nothing();
    SeriesMaker maker =
        new SeriesMaker(query.function(), request, new ExpressionCompiler(fields), ofAll);
    Spans spans = new Spans(fields, new ShownFields(query.pipeline(), fields), maker, ofAll);
    ReadRequest read =
        new ReadRequest(fields, requirement, new TimeRange(request.start(), request.end()));
    for (TraceSource source : sources) {
      source.read(
          read,
          trace -> {
            spans.add(trace, pipeline.evaluate(trace));
            boolean enough = request.maxSeries() > 0 && maker.size() >= request.maxSeries();
            partial |= enough;
            return !enough;
          });
    }
    return maker.series();
  }

  /** Gives the spans found to the maker of series. */
  private final class Spans {
    private final SeriesMaker maker;
    private final ShownFields shown;
    private final int start;
    private final int traceId;
    private int exemplars;

    Spans(FieldTable fields, ShownFields shown, SeriesMaker maker, boolean ofAll) {
      this.maker = maker;
      this.shown = shown;
      start = fields.number(Intrinsic.SPAN_START, ofAll);
      traceId = fields.number(Intrinsic.TRACE_ID, false);
    }

    /** The first span of a trace that counts is its exemplar. */
    void add(TraceView trace, List<Spanset> spansets) throws IOException {
      boolean exemplar = request.exemplars() > exemplars && !request.instant();
      for (Spanset set : spansets) {
        for (int span : set.spans()) {
          long at = trace.value(start, span, -1, -1) instanceof Value.Int(long v) ? v : 0;
          boolean inTime = at > request.start() && at <= request.end();
          if (inTime && maker.add(trace, span, at) && exemplar) {
            maker.exemplar(trace, span, at, labels(trace, span));
            exemplars++;
            exemplar = false;
          }
        }
      }
    }

    private List<NamedValue> labels(TraceView trace, int span) throws IOException {
      List<NamedValue> labels = new ArrayList<>();
      labels.add(new NamedValue("trace:id", trace.value(traceId, span, -1, -1)));
      labels.addAll(shown.of(trace, span, true));
      return labels;
    }
  }
}
