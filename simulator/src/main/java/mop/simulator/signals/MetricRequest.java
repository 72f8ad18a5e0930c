package mop.simulator.signals;

import java.util.List;
import mop.simulator.signals.Points.Point;
import mop.simulator.wire.Otlp;
import mop.stack.otlp.ProtoWriter;

/**
 * Encodes what a pod exports as an {@code ExportMetricsServiceRequest}: cumulative sums and
 * histograms, as SDKs export by default; field numbers are those of {@code metrics.proto}, version
 * 1.
 */
final class MetricRequest {
  private static final int CUMULATIVE = 2;

  private final ProtoWriter out;
  private final RuntimeGauges gauges = new RuntimeGauges();
  private final long startNanos;
  private final long seed;

  /**
   * @param startNanos when the pods' processes began
   */
  MetricRequest(ProtoWriter out, long startNanos, long seed) {
    this.out = out;
    this.startNanos = startNanos;
    this.seed = seed;
  }

  /** Encodes all that a pod has, and begins the next interval. */
  void write(Pod pod, long atNanos, double seconds) {
    out.reset();
    int resourceMetrics = out.open(1);
    out.bytes(1, pod.resource);
    for (Pod.Scope scope : pod.scopes) {
      List<Points> used = scope.used();
      if (!used.isEmpty()) {
        int scopeMetrics = out.open(2);
        out.bytes(1, scope.scope);
        used.forEach(points -> histogram(points, atNanos));
        out.string(3, Otlp.SCHEMA_URL);
        out.close(scopeMetrics);
      }
    }
    runtime(pod, atNanos, seconds);
    out.string(3, Otlp.SCHEMA_URL);
    out.close(resourceMetrics);
    pod.served = 0;
    pod.busySeconds = 0;
    pod.exports++;
  }

  private void histogram(Points points, long atNanos) {
    int metric = out.open(2);
    out.string(1, points.instrument.name());
    out.string(2, points.instrument.description());
    out.string(3, "s");
    int histogram = out.open(9);
    for (Point point : points.all) {
      point(point, points.instrument.bounds(), atNanos);
    }
    out.varint(2, CUMULATIVE);
    out.close(histogram);
    out.close(metric);
  }

  private void point(Point p, double[] limits, long atNanos) {
    int point = out.open(1);
    out.fixed64(2, startNanos);
    out.fixed64(3, atNanos);
    out.fixed64(4, p.count);
    out.fixedDouble(5, p.sum);
    packed(6, p.buckets);
    packed(7, limits);
    for (int bucket = 0; bucket < p.buckets.length; bucket++) {
      exemplar(p, bucket);
    }
    out.raw(p.attributes);
    out.fixedDouble(11, p.min);
    out.fixedDouble(12, p.max);
    out.close(point);
  }

  private void packed(int field, long[] values) {
    int list = out.open(field);
    for (long value : values) {
      out.rawFixed64(value);
    }
    out.close(list);
  }

  private void packed(int field, double[] values) {
    int list = out.open(field);
    for (double value : values) {
      out.rawFixed64(Double.doubleToRawLongBits(value));
    }
    out.close(list);
  }

  /** The last measurement of a bucket, once. */
  private void exemplar(Point p, int bucket) {
    if ((p.traceHigh[bucket] | p.traceLow[bucket]) == 0) {
      return;
    }
    int exemplar = out.open(8);
    out.fixed64(2, p.timeNanos[bucket]);
    out.fixedDouble(3, p.value[bucket]);
    out.spanId(4, p.spanId[bucket]);
    out.traceId(5, p.traceHigh[bucket], p.traceLow[bucket]);
    out.close(exemplar);
    p.traceHigh[bucket] = 0;
    p.traceLow[bucket] = 0;
  }

  private void runtime(Pod pod, long atNanos, double seconds) {
    int scopeMetrics = out.open(2);
    int scope = out.open(1);
    out.string(1, "shop.runtime-telemetry");
    out.string(2, "1.0.0");
    out.close(scope);
    for (RuntimeGauges.Value value : gauges.of(pod, seed, pod.exports, seconds)) {
      int metric = out.open(2);
      out.string(1, value.name());
      out.string(3, value.unit());
      int data = out.open(value.gauge() ? 5 : 7);
      int point = out.open(1);
      out.fixed64(2, startNanos);
      out.fixed64(3, atNanos);
      out.fixedDouble(4, value.value());
      out.close(point);
      if (!value.gauge()) {
        out.varint(2, CUMULATIVE);
      }
      out.close(data);
      out.close(metric);
    }
    out.close(scopeMetrics);
  }
}
