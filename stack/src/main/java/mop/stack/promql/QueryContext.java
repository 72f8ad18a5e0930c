package mop.stack.promql;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.SeriesSource;
import mop.stack.promql.syntax.QueryError;
import mop.stack.promql.syntax.Span;

/** One run of a query: its data, what it has taken so far, what is to be said of it. */
final class QueryContext {
  private final Query query;
  private final SeriesSource source;
  private final EngineSettings settings;
  private final Interrupt interrupt;
  private final long start;
  private final long end;
  private final Set<Note> notes = new LinkedHashSet<>();
  private long series;
  private long samplesRead;
  private long samplesQueried;
  private long held;
  private long peak;

  QueryContext(
      Query query,
      SeriesSource source,
      EngineSettings settings,
      Interrupt interrupt,
      long start,
      long end) {
    this.query = query;
    this.source = source;
    this.settings = settings;
    this.interrupt = interrupt;
    this.start = start;
    this.end = end;
  }

  EngineSettings settings() {
    return settings;
  }

  Dialect dialect() {
    return settings.dialect();
  }

  /** The first time of the whole query. */
  long start() {
    return start;
  }

  long end() {
    return end;
  }

  List<SeriesSource.Series> select(long from, long to, List<Matcher> matchers) throws IOException {
    checkInterrupt();
    List<SeriesSource.Series> found = source.select(from, to, matchers);
    int most = settings.limits().maxSeries();
    if (found.size() > most) {
      throw QueryError.execution(
          "a selector finds " + found.size() + " series, expected at most " + most);
    }
    series += found.size();
    return found;
  }

  void checkInterrupt() {
    switch (interrupt.state()) {
      case RUN -> {}
      case TIMED_OUT ->
          throw new QueryError(QueryError.Kind.TIMEOUT, "query timed out in expression evaluation");
      case CANCELED ->
          throw new QueryError(
              QueryError.Kind.CANCELED, "query was canceled in expression evaluation");
    }
  }

  /** Notes that values are held from now on. */
  void hold(long samples) {
    held += samples;
    peak = Math.max(peak, held);
    if (held > settings.limits().maxSamples()) {
      throw QueryError.execution(
          "query processing would load too many samples into memory in query execution, expected"
              + " at most "
              + settings.limits().maxSamples());
    }
  }

  void release(long samples) {
    held -= samples;
  }

  void release(List<Column> columns) {
    columns.forEach(c -> release(c.values().length));
  }

  void countRead(long samples) {
    samplesRead += samples;
  }

  void countQueried(long samples) {
    samplesQueried += samples;
  }

  long samplesQueried() {
    return samplesQueried;
  }

  void setSamplesQueried(long samples) {
    samplesQueried = samples;
  }

  void warn(Span span, String message) {
    note(Note.Level.WARNING, "PromQL warning: " + message, span);
  }

  void inform(Span span, String message) {
    note(Note.Level.INFO, "PromQL info: " + message, span);
  }

  private void note(Note.Level level, String message, Span span) {
    notes.add(new Note(level, message + " (" + span.position(query.text()) + ")"));
  }

  void warnOfHistograms(Labels labels, Span span) {
    warn(
        span,
        "native histograms are not evaluated; left out those of metric name \""
            + labels.get(Labels.METRIC_NAME)
            + "\"");
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }

  QueryStats stats() {
    return new QueryStats(series, samplesRead, samplesQueried, peak);
  }
}
