package mop.simulator.shop;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import mop.simulator.BlockTruth;

/** A block of the shop, read back with the official classes. */
final class DecodedBlock {
  /** Block 0 of seed 1 at the default size, decoded once for all tests. */
  static final DecodedBlock STANDARD = of(ShopParameters.defaults(), 1, 0);

  /**
   * A span as the tests need it.
   *
   * @param result value of the attribute that holds the operation's result, −1 where it has none
   */
  record Seen(
      String service,
      String name,
      Span.SpanKind kind,
      long id,
      long parent,
      long start,
      long end,
      boolean error,
      long result,
      int bytes) {
    String operation() {
      return service + " " + name;
    }

    double millis() {
      return (end - start) / 1e6;
    }

    boolean serves() {
      return kind == Span.SpanKind.SPAN_KIND_SERVER || kind == Span.SpanKind.SPAN_KIND_CONSUMER;
    }
  }

  /** A trace. */
  record Trace(long high, long low, List<Seen> spans) {
    Seen root() {
      return spans.stream().filter(s -> s.parent == 0).findFirst().orElseThrow();
    }

    boolean healthCheck() {
      String name = root().name();
      return name.contains("grpc.health") || name.endsWith("/healthz") || name.endsWith("/readyz");
    }

    boolean error() {
      return spans.stream().anyMatch(Seen::error);
    }
  }

  final BlockTruth truth;
  final List<Trace> traces = new ArrayList<>();

  /** One whole span of each operation and status. */
  final Map<String, Span> examples = new HashMap<>();

  final Map<String, ResourceSpans> resources = new HashMap<>();
  final Set<String> users = new HashSet<>();

  /** Visits of the product page, by number of the product. */
  final Map<Integer, Integer> productVisits = new HashMap<>();

  long requests;
  long spanBytes;

  private final Map<ByteString, Trace> byId = new LinkedHashMap<>();
  private final Map<String, String> interned = new HashMap<>();

  private DecodedBlock(ShopParameters parameters, long seed, int block) throws IOException {
    truth = Shop.generate(parameters, seed, block, 2, (at, b, off, len) -> read(b, off, len));
    traces.addAll(byId.values());
    byId.clear();
  }

  static DecodedBlock of(ShopParameters parameters, long seed, int block) {
    try {
      return new DecodedBlock(parameters, seed, block);
    } catch (IOException e) {
      throw new UncheckedIOException("a block that goes to memory", e);
    }
  }

  private void read(byte[] buffer, int offset, int length) throws InvalidProtocolBufferException {
    requests++;
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(ByteString.copyFrom(buffer, offset, length));
    for (ResourceSpans resource : request.getResourceSpansList()) {
      String service = text(resource.getResource().getAttributesList(), "service.name");
      resources.putIfAbsent(
          text(resource.getResource().getAttributesList(), "k8s.pod.name"), resource);
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          add(intern(service), span);
        }
      }
    }
  }

  private void add(String service, Span span) {
    boolean error = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    int bytes = span.getSerializedSize();
    spanBytes += bytes;
    String user = text(span.getAttributesList(), "user.id");
    if (!user.isEmpty()) {
      users.add(user);
    }
    String path = text(span.getAttributesList(), "url.path");
    if (path.startsWith("/product/P")) {
      productVisits.merge(Integer.parseInt(path.substring(10)), 1, Integer::sum);
    }
    examples.putIfAbsent(service + " " + span.getName() + (error ? " error" : ""), span);
    Seen seen =
        new Seen(
            service,
            intern(span.getName()),
            span.getKind(),
            number(span.getSpanId(), 0),
            span.getParentSpanId().isEmpty() ? 0 : number(span.getParentSpanId(), 0),
            span.getStartTimeUnixNano(),
            span.getEndTimeUnixNano(),
            error,
            result(span),
            bytes);
    byId.computeIfAbsent(
            span.getTraceId(), id -> new Trace(number(id, 0), number(id, 8), new ArrayList<>(4)))
        .spans()
        .add(seen);
  }

  private static long result(Span span) {
    for (KeyValue attribute : span.getAttributesList()) {
      String key = attribute.getKey();
      if (key.startsWith("shop.") && attribute.getValue().hasIntValue()) {
        return key.equals("shop.work.items") ? -1 : attribute.getValue().getIntValue();
      }
    }
    return -1;
  }

  private String intern(String text) {
    return interned.computeIfAbsent(text, t -> t);
  }

  private static long number(ByteString id, int at) {
    return id.substring(at, at + 8).asReadOnlyByteBuffer().getLong();
  }

  static String text(List<KeyValue> attributes, String key) {
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(key)) {
        return attribute.getValue().getStringValue();
      }
    }
    return "";
  }

  OptionalInt faultOf(Trace trace) {
    return truth.traceFaults().faultOf(trace.high(), trace.low());
  }

  List<Trace> business() {
    return traces.stream().filter(t -> !t.healthCheck()).toList();
  }
}
