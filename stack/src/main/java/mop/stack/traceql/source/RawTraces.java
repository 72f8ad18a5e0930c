package mop.stack.traceql.source;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Scope;
import mop.stack.traceql.engine.FieldTable;
import mop.stack.traceql.engine.Requirement;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.engine.Tags;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traces.BlockReader;
import mop.stack.traces.RecentTraces;
import mop.stack.traces.TraceStructure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole traces: those that are in no block yet, or some in memory. A trace that cannot be read is
 * left out.
 */
public final class RawTraces implements TagSource {
  private static final Logger LOG = LoggerFactory.getLogger(RawTraces.class);

  private final Traces traces;
  private long shown;
  private long bytes;

  /** Hands over the traces that may lie in a range. */
  @FunctionalInterface
  private interface Traces {
    void each(TimeRange range, BlockReader.TraceConsumer consumer) throws IOException;
  }

  private RawTraces(Traces traces) {
    this.traces = traces;
  }

  /**
   * @param traces each whole, as far as it has arrived
   */
  public RawTraces(List<RawTrace> traces) {
    this((_, consumer) -> {
      for (RawTrace t : traces) {
        consumer.accept(t);
      }
    });
  }

  /**
   * @param recent stays open while this is asked
   */
  public RawTraces(RecentTraces recent) {
    this((range, consumer) ->
        recent.traces(range.any() ? 0 : range.start(), range.any() ? -1 : range.end(), consumer));
  }

  @Override
  public void read(ReadRequest request, Visitor visitor) throws IOException {
    IdentityHashMap<Origin, RawTraceView.Headers> headers = new IdentityHashMap<>();
    boolean[] more = {true};
    traces.each(
        request.range(),
        trace -> {
          if (more[0]) {
            more[0] = show(new RawTraceView(trace, request.fields(), headers), request, visitor);
            bytes += trace.byteSize();
          }
        });
  }

  private boolean show(RawTraceView view, ReadRequest request, Visitor visitor) throws IOException {
    try {
      if (!request.range().any()) {
        TraceStructure s = view.structure();
        if (!request.range().overlaps(s.start(), s.end())) {
          return true;
        }
      }
      shown++;
      return visitor.visit(view);
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a trace with a malformed span is left out of a query: {}", e.getMessage());
      return true;
    }
  }

  @Override
  public void names(Scope scope, NameSink sink) throws IOException {
    visit(new FieldTable(), view -> view.keys(scope).stream().allMatch(sink::accept));
  }

  @Override
  public void values(FieldName field, ValueSink sink) throws IOException {
    FieldTable fields = new FieldTable();
    int number = fields.number(field, true);
    visit(fields, view -> view.all(number).stream().allMatch(v -> Tags.tell(v, sink)));
  }

  /** Something told of a trace; false when no other need be looked at. */
  @FunctionalInterface
  private interface Telling {
    boolean tell(RawTraceView view) throws IOException;
  }

  private void visit(FieldTable fields, Telling telling) throws IOException {
    read(
        new ReadRequest(fields, Requirement.none(), TimeRange.ANY),
        trace -> trace instanceof RawTraceView view && telling.tell(view));
  }

  @Override
  public ReadStats stats() {
    return new ReadStats(shown, bytes, 0, 0);
  }
}
