package mop.stack.spanmetrics;

import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanBatch;

/** The span that is looked at, of a request or of a trace. Reused. */
final class CurrentSpan {
  Origin origin = new Origin(new byte[0], new byte[0], "");
  byte[] buffer = new byte[0];
  int offset;
  int length;
  long traceIdHigh;
  long traceIdLow;
  long spanId;
  long parentSpanId;
  long startNanos;
  long endNanos;
  int kind;
  int status;

  void of(SpanBatch batch, int i) {
    origin = batch.origin(i);
    buffer = batch.buffer();
    offset = batch.offset(i);
    length = batch.length(i);
    traceIdHigh = batch.traceIdHigh(i);
    traceIdLow = batch.traceIdLow(i);
    spanId = batch.spanId(i);
    parentSpanId = batch.parentSpanId(i);
    startNanos = batch.startNanos(i);
    endNanos = batch.endNanos(i);
    kind = batch.kind(i);
    status = batch.status(i);
  }

  void of(RawTrace trace, int i) {
    origin = trace.origin(i);
    buffer = trace.bytes();
    offset = trace.offset(i);
    length = trace.length(i);
    traceIdHigh = trace.idHigh();
    traceIdLow = trace.idLow();
    spanId = trace.spanId(i);
    parentSpanId = trace.parentSpanId(i);
    startNanos = trace.startNanos(i);
    endNanos = trace.endNanos(i);
    kind = trace.kind(i);
    status = trace.status(i);
  }

  /** 0 when it ends before it starts. */
  double seconds() {
    return Long.compareUnsigned(startNanos, endNanos) < 0 ? (endNanos - startNanos) / 1e9 : 0;
  }
}
