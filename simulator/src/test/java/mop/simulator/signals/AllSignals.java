package mop.simulator.signals;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import mop.simulator.shop.Shop;
import mop.simulator.shop.ShopParameters;
import mop.stack.otlp.Signal;

/** A block of the shop with all its signals, read back with the official classes. */
final class AllSignals {
  static final ShopParameters SMALL = new ShopParameters(40_000, 8, 0.5, 0.03);

  /**
   * A metric as a pod exported it.
   *
   * @param atNanos when the request arrived
   */
  record Exported(String pod, Metric metric, long atNanos) {}

  /** A line as a pod wrote it. */
  record Line(String pod, LogRecord line, long atNanos) {}

  /** A span with its pod. */
  record Seen(String pod, Span span) {
    double seconds() {
      return (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e9;
    }

    boolean failed() {
      return span.getStatus().getCodeValue() == 2;
    }

    String attribute(String key) {
      return text(span.getAttributesList(), key);
    }
  }

  final Map<ByteString, Seen> spans = new HashMap<>();
  final List<Exported> metrics = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final Map<Signal, CRC32C> checksums = new EnumMap<>(Signal.class);
  final Map<Signal, Long> bytes = new EnumMap<>(Signal.class);
  private long lastArrival;

  AllSignals(ShopParameters parameters, SignalSettings settings, long seed, int threads) {
    try {
      Shop.generate(parameters, settings, seed, 0, threads, this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Signal signal, long at, byte[] buffer, int offset, int length)
      throws IOException {
    if (at < lastArrival) {
      throw new IOException("arrives before what arrived earlier");
    }
    lastArrival = at;
    checksums.computeIfAbsent(signal, s -> new CRC32C()).update(buffer, offset, length);
    bytes.merge(signal, (long) length, Long::sum);
    ByteString request = ByteString.copyFrom(buffer, offset, length);
    switch (signal) {
      case TRACES -> traces(ExportTraceServiceRequest.parseFrom(request));
      case METRICS -> metrics(ExportMetricsServiceRequest.parseFrom(request), at);
      case LOGS -> logs(ExportLogsServiceRequest.parseFrom(request), at);
      case PROFILES -> throw new IOException("nobody asked for profiles");
    }
  }

  private void traces(ExportTraceServiceRequest request) {
    for (var resource : request.getResourceSpansList()) {
      for (var scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          spans.put(span.getSpanId(), new Seen(pod(resource.getResource()), span));
        }
      }
    }
  }

  private void metrics(ExportMetricsServiceRequest request, long at) {
    for (var resource : request.getResourceMetricsList()) {
      for (var scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          metrics.add(new Exported(pod(resource.getResource()), metric, at));
        }
      }
    }
  }

  private void logs(ExportLogsServiceRequest request, long at) {
    for (var resource : request.getResourceLogsList()) {
      for (var scope : resource.getScopeLogsList()) {
        for (LogRecord line : scope.getLogRecordsList()) {
          lines.add(new Line(pod(resource.getResource()), line, at));
        }
      }
    }
  }

  /** The span of that id; there must be one. */
  Seen span(ByteString id) {
    Seen seen = spans.get(id);
    if (seen == null) {
      throw new AssertionError("no span " + id);
    }
    return seen;
  }

  private static String pod(Resource resource) {
    return text(resource.getAttributesList(), "k8s.pod.name");
  }

  static String text(List<KeyValue> attributes, String key) {
    for (KeyValue pair : attributes) {
      if (pair.getKey().equals(key)) {
        AnyValue value = pair.getValue();
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
      }
    }
    return "";
  }

  /** All attributes, sorted by key. */
  static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    attributes.forEach(pair -> texts.put(pair.getKey(), text(attributes, pair.getKey())));
    return texts;
  }
}
