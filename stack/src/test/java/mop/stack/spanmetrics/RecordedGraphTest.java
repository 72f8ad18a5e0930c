package mop.stack.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.labels.Labels;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.OtlpFiles;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.SharedData;
import mop.stack.otlp.SpanBatch;
import mop.stack.sampling.Decision;
import org.junit.jupiter.api.Test;

/**
 * The graph of a recorded shop equals its calls from service to service counted by joining spans.
 * The recording has no kinds of spans: they are given here by who has a parent or child elsewhere.
 */
class RecordedGraphTest {
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int TRACES = 2000;
  private static final Decision KEPT = new Decision(true, new Known(1), "all");

  private final Samples out = new Samples();
  private final MetricsGenerator generator =
      new MetricsGenerator(
          GeneratorSettings.DEFAULT
              .withLimits(GeneratorSettings.NO_LIMIT, 1_000_000)
              .withSlack(Duration.ofDays(10)),
          out);
  private final Map<String, Double> byHand = new HashMap<>();
  private int traces;

  /** Enough was read. */
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void equalsTheCallsCountedByHand() throws IOException {
    Path file = SharedData.file("traces/onlineboutique-2022-08-22/traces.otlp.jsonl.gz");
    RequestDecoder decoder = new RequestDecoder();
    OtlpFiles files =
        OtlpFiles.open(List.of(file.toString()), OtlpFiles.Limits.DEFAULT, (f, line, why) -> {});
    try {
      files.stream((at, buffer, from, length) -> take(decoder, at, buffer, from, length));
    } catch (Enough e) {
      generator.finish();
    }
    assertThat(traces).isEqualTo(TRACES);
    assertThat(byHand).hasSizeGreaterThan(5);
    assertThat(graph()).isEqualTo(byHand);
  }

  private void take(RequestDecoder decoder, long arrival, byte[] buffer, int from, int length)
      throws IOException {
    SpanBatch batch;
    try {
      batch = decoder.decode(buffer, from, length);
    } catch (InvalidOtlp e) {
      throw new IllegalStateException(e);
    }
    RawTrace trace = withKinds(batch);
    generator.accept(trace, KEPT, arrival / 1_000_000);
    count(trace);
    if (++traces == TRACES) {
      throw new Enough();
    }
  }

  private static RawTrace withKinds(SpanBatch batch) {
    Map<Long, String> services = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      services.put(batch.spanId(i), batch.origin(i).serviceName());
    }
    Map<Long, Integer> kinds = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      String above = services.get(batch.parentSpanId(i));
      if (above != null && !above.equals(batch.origin(i).serviceName())) {
        kinds.putIfAbsent(batch.parentSpanId(i), CLIENT);
        kinds.put(batch.spanId(i), SERVER);
      }
    }
    RawTrace trace = new RawTrace(batch.traceIdHigh(0), batch.traceIdLow(0));
    for (int i = 0; i < batch.size(); i++) {
      trace.add(
          batch.origin(i),
          batch.buffer(),
          batch.offset(i),
          batch.length(i),
          batch.spanId(i),
          batch.parentSpanId(i),
          batch.startNanos(i),
          batch.endNanos(i),
          kinds.getOrDefault(batch.spanId(i), 1),
          batch.status(i));
    }
    return trace;
  }

  /** A client's span is one call, whoever else has it as a parent. */
  private void count(RawTrace trace) {
    Map<Long, String> clients = new HashMap<>();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.kind(i) == CLIENT) {
        clients.put(trace.spanId(i), trace.origin(i).serviceName());
      }
    }
    Set<Long> called = new HashSet<>();
    for (int i = 0; i < trace.size(); i++) {
      String client = clients.get(trace.parentSpanId(i));
      if (trace.kind(i) == SERVER && client != null && called.add(trace.parentSpanId(i))) {
        byHand.merge(client + " -> " + trace.origin(i).serviceName(), 1.0, Double::sum);
      }
    }
  }

  private Map<String, Double> graph() {
    Map<String, Double> graph = new HashMap<>();
    for (Map.Entry<Labels, Double> e : out.last("traces_service_graph_request_total").entrySet()) {
      assertThat(e.getKey().get("connection_type")).isEmpty();
      graph.put(e.getKey().get("client") + " -> " + e.getKey().get("server"), e.getValue());
    }
    return graph;
  }
}
