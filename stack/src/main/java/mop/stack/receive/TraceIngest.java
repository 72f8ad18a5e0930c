package mop.stack.receive;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.SpanBatch;
import mop.stack.traces.TraceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the spans of OTLP requests stored, each trace of a request as one piece. Thread-safe. */
public final class TraceIngest {
  private static final Logger LOG = LoggerFactory.getLogger(TraceIngest.class);

  /** When a client may try again after the disk was full. */
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(10);

  private final TraceStore store;

  /** Used by one thread at a time; equal headers are one object within it. */
  private final RequestDecoder decoder = new RequestDecoder();

  public TraceIngest(TraceStore store) {
    this.store = store;
  }

  private record TraceId(long high, long low) {}

  /** The spans of a request by trace, and how many were left out. */
  private record Pieces(List<RawTrace> traces, int rejected) {}

  /**
   * Stores a serialized {@code ExportTraceServiceRequest}.
   *
   * @return accepted once the log is forced to the disk
   */
  public Receipt receive(byte[] request, int offset, int length) {
    try {
      Pieces pieces = pieces(request, offset, length);
      store.append(pieces.traces);
      return pieces.rejected == 0
          ? Receipt.accepted()
          : new Receipt.Partial(
              pieces.rejected, "spans whose trace id is not 16 bytes or span id not 8, or is zero");
    } catch (InvalidOtlp e) {
      return new Receipt.Invalid("not an OTLP trace request: " + e.getMessage());
    } catch (InvalidInput e) {
      return new Receipt.Invalid(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.warn("traces cannot be stored: {}", e.getMessage());
      return new Receipt.Unavailable("traces cannot be stored now", STORAGE_RETRY);
    }
  }

  private Pieces pieces(byte[] request, int offset, int length) throws InvalidOtlp {
    Map<TraceId, RawTrace> traces = new LinkedHashMap<>();
    synchronized (decoder) {
      SpanBatch batch = decoder.decode(request, offset, length);
      for (int i = 0; i < batch.size(); i++) {
        TraceId id = new TraceId(batch.traceIdHigh(i), batch.traceIdLow(i));
        batch.appendTo(traces.computeIfAbsent(id, t -> new RawTrace(t.high, t.low)), i);
      }
      return new Pieces(List.copyOf(traces.values()), batch.rejected());
    }
  }
}
