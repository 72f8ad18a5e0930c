package mop.simulator.signals;

import java.io.IOException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.Origin;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.RequestSink;
import mop.stack.otlp.Signal;
import mop.stack.otlp.SignalSink;
import mop.stack.otlp.SpanBatch;

/**
 * Takes the trace requests of a workload, hands them on, and makes of their spans what the same
 * pods would have exported as metrics and logs: histograms of durations with exemplars, gauges of
 * the runtime that follow the load, and a line for each request, with the ids of its span. So all
 * three signals say the same. Equal requests and settings give equal bytes; memory depends on the
 * number of pods and endpoints. Not thread-safe.
 *
 * <p>A log request follows the trace request of whose spans it is, at the same instant. A pod
 * exports its metrics every interval, each pod at another second of it, after what arrived in that
 * second.
 */
public final class SpanSignals implements RequestSink {
  private static final long SECOND = 1_000_000_000L;
  private static final int INDEX_BITS = 20;
  private static final long INDEX = (1L << INDEX_BITS) - 1;
  private static final int SERVER = 2;
  private static final int CONSUMER = 5;

  private final SignalSettings settings;
  private final SignalSink sink;
  private final RequestDecoder decoder = new RequestDecoder();
  private final SpanFields fields = new SpanFields();
  private final ProtoWriter out = new ProtoWriter();
  private final LogRequest logs;
  private final MetricRequest metrics;
  private final Pod.Table pods = new Pod.Table();
  private final IdentityHashMap<Origin, Place> places = new IdentityHashMap<>();
  private final long startNanos;
  private long doneNanos;
  private long lastNanos;

  /** Ends above, indices of spans below. */
  private long[] order = new long[64];

  /** Where a span belongs. */
  private record Place(Pod pod, Pod.Scope scope) {}

  /**
   * @param startNanos when the pods began, Unix nanoseconds, a whole second; before all requests
   * @param seed of what is not in the traces: the noise of the runtime's values
   */
  public SpanSignals(SignalSettings settings, long startNanos, long seed, SignalSink sink) {
    this.settings = settings;
    this.sink = sink;
    this.startNanos = startNanos;
    this.doneNanos = startNanos;
    this.lastNanos = startNanos;
    this.logs = new LogRequest(out, settings.linesPerRequest());
    this.metrics = new MetricRequest(out, startNanos, seed);
  }

  @Override
  public void accept(long arrivalNanos, byte[] buffer, int offset, int length) throws IOException {
    exportUntil(arrivalNanos);
    lastNanos = arrivalNanos;
    sink.accept(Signal.TRACES, arrivalNanos, buffer, offset, length);
    SpanBatch batch;
    try {
      batch = decoder.decode(buffer, offset, length);
    } catch (InvalidOtlp e) {
      throw new IOException("not a trace request", e);
    }
    logs.begin();
    sortByEnd(batch);
    for (int k = 0; k < batch.size(); k++) {
      observe(batch, (int) (order[k] & INDEX));
    }
    if (logs.end()) {
      sink.accept(Signal.LOGS, arrivalNanos, out.bytes(), 0, out.size());
    }
  }

  /** Orders the spans of a request as they ended, to half a microsecond. */
  private void sortByEnd(SpanBatch batch) {
    if (order.length < batch.size()) {
      order = new long[2 * batch.size()];
    }
    for (int i = 0; i < batch.size(); i++) {
      order[i] = ((batch.endNanos(i) - startNanos) >>> 9 << INDEX_BITS) | i;
    }
    Arrays.sort(order, 0, batch.size());
  }

  private void observe(SpanBatch batch, int i) {
    Place place = places.get(batch.origin(i));
    if (place == null) {
      Pod pod = pods.of(batch.origin(i));
      place = new Place(pod, pods.scope(pod, batch.origin(i)));
      places.put(batch.origin(i), place);
    }
    fields.walk(batch.buffer(), batch.offset(i), batch.length(i));
    long nanos = batch.endNanos(i) - batch.startNanos(i);
    int instrument = Instrument.beside(batch.kind(i), fields);
    if (instrument >= 0) {
      place
          .scope()
          .points(instrument)
          .record(
              fields,
              nanos / 1e9,
              batch.traceIdHigh(i),
              batch.traceIdLow(i),
              batch.spanId(i),
              batch.endNanos(i));
    }
    if (batch.kind(i) == SERVER || batch.kind(i) == CONSUMER) {
      place.pod().served++;
      place.pod().busySeconds += nanos / 1e9;
    }
    if (settings.linesPerRequest() != SignalSettings.NO_LOGS) {
      logs.add(place.pod(), batch, i, fields);
    }
  }

  /** Exports what is due before an instant. */
  private void exportUntil(long nanos) throws IOException {
    while (settings.metricSeconds() > 0 && doneNanos + SECOND < nanos) {
      doneNanos += SECOND;
      long second = (doneNanos - startNanos) / SECOND;
      for (Pod pod : pods.all) {
        if (Math.floorMod(second - pod.identity, settings.metricSeconds()) == 0) {
          export(pod, doneNanos);
        }
      }
    }
  }

  private void export(Pod pod, long atNanos) throws IOException {
    metrics.write(pod, atNanos, settings.metricSeconds());
    sink.accept(Signal.METRICS, atNanos, out.bytes(), 0, out.size());
  }

  /** Exports what the pods have when they end. */
  public void finish() throws IOException {
    exportUntil(lastNanos);
    for (Pod pod : pods.all) {
      if (settings.metricSeconds() > 0) {
        export(pod, lastNanos);
      }
    }
  }
}
