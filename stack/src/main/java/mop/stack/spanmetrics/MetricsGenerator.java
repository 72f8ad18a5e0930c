package mop.stack.spanmetrics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.labels.Labels;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanBatch;
import mop.stack.sampling.Decision;

/**
 * Derives span metrics and a service graph from spans, before a sampler or behind it, as Tempo's
 * metrics-generator does. Time is that of the events: every interval of it a sample of each series
 * is emitted, at whole multiples; nothing waits for a clock. Not thread-safe.
 *
 * <p>Behind a sampler, a trace that was kept with a known probability p counts as 1/p, which makes
 * counts and durations unbiased (Tempo does so by {@code ot=th} or an attribute of the span). One
 * whose probability is not known counts as one: what is derived then falls short by what the
 * sampler dropped, by an unknown amount.
 */
public final class MetricsGenerator {
  /** How often Tempo looks for stale series: {@code removeStaleSeriesInterval}. */
  private static final long PRUNE_MILLIS = 300_000;

  private final GeneratorSettings settings;
  private final Counted sink;
  private final SeriesLimit limit;
  private final SpanMetrics spanMetrics;
  private final ServiceGraph graph;
  private final List<Family<?>> families = new ArrayList<>();
  private final Headers.Cache headers = new Headers.Cache();
  private final CurrentSpan span = new CurrentSpan();
  private final long intervalMillis;
  private long nowMillis = Long.MIN_VALUE;
  private long nextCollection;
  private long nextPrune;
  private long spans;
  private long outsideSlack;

  public MetricsGenerator(GeneratorSettings settings, SampleSink sink) {
    this.settings = settings;
    this.sink = new Counted(sink);
    this.limit = new SeriesLimit(settings.maxActiveSeries());
    this.spanMetrics = new SpanMetrics(settings, limit);
    this.graph = new ServiceGraph(settings, limit);
    this.intervalMillis = settings.collectionInterval().toMillis();
    families.addAll(spanMetrics.families());
    families.addAll(graph.families());
  }

  /** Counts what it hands on. */
  private static final class Counted implements SampleSink {
    private final SampleSink rest;
    private long samples;

    Counted(SampleSink rest) {
      this.rest = rest;
    }

    @Override
    public void sample(Labels series, long millis, double value) throws IOException {
      samples++;
      rest.sample(series, millis, value);
    }

    @Override
    public void exemplar(Labels series, Labels exemplar, long millis, double value)
        throws IOException {
      rest.exemplar(series, exemplar, millis, value);
    }
  }

  /**
   * How many traces a kept one stands for here.
   *
   * @see MetricsGenerator
   */
  public static double weight(Decision decision) {
    return decision.inclusion() instanceof Known known ? known.adjustedCount() : 1;
  }

  /**
   * Takes the spans of a request, before a sampler.
   *
   * @param atMillis when it arrives, milliseconds since 1970
   */
  public void accept(SpanBatch batch, long atMillis) throws IOException {
    advance(atMillis);
    for (int i = 0; i < batch.size(); i++) {
      span.of(batch, i);
      add(1);
    }
  }

  /**
   * Takes a trace behind a sampler; does nothing when it was dropped.
   *
   * @param atMillis when it comes, milliseconds since 1970
   */
  public void accept(RawTrace trace, Decision decision, long atMillis) throws IOException {
    advance(atMillis);
    for (int i = 0; decision.keep() && i < trace.size(); i++) {
      span.of(trace, i);
      add(weight(decision));
    }
  }

  private void add(double weight) {
    long end = Math.floorDiv(span.endNanos, 1_000_000);
    if (Math.abs(end - nowMillis) > settings.slack().toMillis()) {
      outsideSlack++;
      return;
    }
    spans++;
    Headers ofSpan = headers.of(span.origin);
    spanMetrics.add(span, ofSpan, weight, nowMillis);
    graph.add(span, ofSpan, weight, nowMillis);
  }

  /** Emits what is due up to a time; an earlier time than before changes nothing. */
  public void advance(long toMillis) throws IOException {
    if (nowMillis == Long.MIN_VALUE) {
      nextCollection = after(toMillis, intervalMillis);
      nextPrune = after(toMillis, PRUNE_MILLIS);
    }
    nowMillis = Math.max(nowMillis, toMillis);
    while (nextCollection <= nowMillis) {
      if (graph.idle() && families.stream().allMatch(Family::isEmpty)) {
        nextCollection = after(nowMillis, intervalMillis);
        nextPrune = after(nowMillis, PRUNE_MILLIS);
        break;
      }
      collect(nextCollection);
      nextCollection += intervalMillis;
    }
    graph.expire(nowMillis);
  }

  private static long after(long millis, long interval) {
    return (Math.floorDiv(millis, interval) + 1) * interval;
  }

  private void collect(long atMillis) throws IOException {
    graph.expire(atMillis);
    if (nextPrune <= atMillis) {
      long before = atMillis - settings.staleAfter().toMillis();
      for (Family<?> family : families) {
        family.removeStale(before, atMillis, sink);
      }
      nextPrune = after(atMillis, PRUNE_MILLIS);
    }
    for (Family<?> family : families) {
      family.collect(atMillis, sink);
    }
  }

  /** Emits what the end of a recording leaves: calls that still wait, and the last interval. */
  public void finish() throws IOException {
    if (nowMillis != Long.MIN_VALUE) {
      advance(nowMillis + settings.edgeWait().toMillis() + intervalMillis);
    }
  }

  public GeneratorCounters counters() {
    return new GeneratorCounters(
        spans,
        outsideSlack,
        limit.active(),
        limit.refused(),
        sink.samples,
        graph.edges,
        graph.completed,
        graph.expired,
        graph.dropped);
  }
}
