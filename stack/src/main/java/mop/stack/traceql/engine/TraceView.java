package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.SortedMap;
import mop.stack.traceql.Value;

/** The spans of one trace as a query sees them: by number, each with the fields asked for. */
public interface TraceView {
  /** Number of spans. */
  int size() throws IOException;

  /** Number of events of a span. */
  int events(int span) throws IOException;

  /** Number of links of a span. */
  int links(int span) throws IOException;

  /**
   * The value of a field; nil when there is none.
   *
   * @param field its number in the {@link FieldTable} that was asked for
   * @param event which of the span's events counts; −1 for none
   * @param link which of the span's links counts; −1 for none
   */
  Value value(int field, int span, int event, int link) throws IOException;

  /** Spans and errors of the whole trace by service. */
  SortedMap<String, ServiceStats> services() throws IOException;

  /**
   * @param spans of the service
   * @param errors spans with status error
   */
  record ServiceStats(int spans, int errors) {}
}
