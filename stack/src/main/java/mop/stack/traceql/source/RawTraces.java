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
import mop.stack.traces.TraceStructure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traces in memory: those that are in no block yet. A trace that cannot be read is left out. */
public final class RawTraces implements TagSource {
  private static final Logger LOG = LoggerFactory.getLogger(RawTraces.class);

  private final List<RawTrace> traces;
  private long shown;
  private long bytes;

  /**
   * @param traces each whole, as far as it has arrived
   */
  public RawTraces(List<RawTrace> traces) {
    this.traces = List.copyOf(traces);
  }

  @Override
  public void read(ReadRequest request, Visitor visitor) throws IOException {
    IdentityHashMap<Origin, RawTraceView.Headers> headers = new IdentityHashMap<>();
    for (RawTrace trace : traces) {
      RawTraceView view = new RawTraceView(trace, request.fields(), headers);
      try {
        if (!request.range().any()) {
          TraceStructure s = view.structure();
          if (!request.range().overlaps(s.start(), s.end())) {
            continue;
          }
        }
        shown++;
        bytes += trace.byteSize();
        if (!visitor.visit(view)) {
          return;
        }
      } catch (InvalidProtocolBufferException e) {
        LOG.warn("a trace with a malformed span is left out of a query: {}", e.getMessage());
      }
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
