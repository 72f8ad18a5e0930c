package mop.stack.traces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mop.stack.otlp.OtlpFiles;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.SpanBatch;

/** Traces of recorded OTLP files. */
final class Recordings {
  private Recordings() {}

  private record Id(long high, long low) {}

  /** The traces of the first requests, whole, in order of their first span. */
  static List<RawTrace> traces(Path file, int requests) throws IOException {
    Map<Id, RawTrace> traces = new LinkedHashMap<>();
    RequestDecoder decoder = new RequestDecoder();
    AtomicInteger seen = new AtomicInteger();
    OtlpFiles.open(List.of(file.toString()), OtlpFiles.Limits.DEFAULT, (f, n, why) -> {}).stream(
        (arrival, buffer, offset, length) -> {
          if (seen.incrementAndGet() <= requests) {
            collect(decoder.decode(buffer, offset, length), traces);
          }
        });
    return new ArrayList<>(traces.values());
  }

  private static void collect(SpanBatch batch, Map<Id, RawTrace> into) {
    for (int i = 0; i < batch.size(); i++) {
      long high = batch.traceIdHigh(i);
      long low = batch.traceIdLow(i);
      batch.appendTo(
          into.computeIfAbsent(new Id(high, low), id -> new RawTrace(id.high, id.low)), i);
    }
  }
}
