package mop.stack.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of all signals, with every field that the published messages have. */
class JsonSignalsTest {
  private final JsonRequests json = new JsonRequests();

  private byte[] protobuf(String text, Signal signal) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(json.read(bytes, 0, bytes.length))
        .as(text)
        .isEqualTo(new JsonRequests.Outcome.Request(signal));
    return json.written().toByteArray();
  }

  private void readsWhatIsWritten(Message.Builder type, Signal signal, long seed) throws Exception {
    RandomMessages random = new RandomMessages(new SplittableRandom(seed));
    for (int i = 0; i < 200; i++) {
      Message.Builder builder = type.clone();
      random.fill(builder);
      Message request = builder.build();

      byte[] bytes = protobuf(OtlpJson.of(request), signal(request, signal));

      assertThat(type.clone().mergeFrom(bytes).build()).isEqualTo(request);
      assertThat(bytes).hasSameSizeAs(request.toByteArray());
    }
  }

  /** An empty request is the same for all signals. */
  private static Signal signal(Message request, Signal signal) {
    return request.getAllFields().isEmpty() ? Signal.TRACES : signal;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tracesBecomeTheBytesOfTheGeneratedClasses(long seed) throws Exception {
    readsWhatIsWritten(ExportTraceServiceRequest.newBuilder(), Signal.TRACES, seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void metricsBecomeTheBytesOfTheGeneratedClasses(long seed) throws Exception {
    readsWhatIsWritten(ExportMetricsServiceRequest.newBuilder(), Signal.METRICS, seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void logsBecomeTheBytesOfTheGeneratedClasses(long seed) throws Exception {
    readsWhatIsWritten(ExportLogsServiceRequest.newBuilder(), Signal.LOGS, seed);
  }

  /** The shape of opentelemetry-proto's {@code examples/metrics.json}, enums by name. */
  @Test
  void namesAndNumbersAsClientsWriteThem() throws Exception {
    byte[] bytes =
        protobuf(
            """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
              {"name":"c","unit":"1","sum":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA",
               "isMonotonic":true,"dataPoints":[{"asInt":"-5","timeUnixNano":"1544712660300000000"},
                                                {"asDouble":0,"timeUnixNano":1}]}},
              {"name":"h","histogram":{"aggregationTemporality":2,"dataPoints":[
                {"count":2,"sum":0,"bucketCounts":["1",1,0],"explicitBounds":[1,2.5],
                 "explicitBounds2":[]}]}}]}]}]}
            """,
            Signal.METRICS);

    var metrics =
        ExportMetricsServiceRequest.parseFrom(bytes).getResourceMetrics(0).getScopeMetrics(0);
    assertThat(metrics.getMetrics(0).getSum().getDataPoints(0).getAsInt()).isEqualTo(-5);
    assertThat(metrics.getMetrics(0).getSum().getDataPoints(1).hasAsDouble()).isTrue();
    var point = metrics.getMetrics(1).getHistogram().getDataPoints(0);
    assertThat(point.hasSum()).isTrue();
    assertThat(point.getBucketCountsList()).containsExactly(1L, 1L, 0L);
    assertThat(point.getExplicitBoundsList()).containsExactly(1.0, 2.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"bucketCounts\":3|bucketCounts is '3', expected an array",
        "\"bucketCounts\":[1,\"x\"]|bucketCounts is 'x', expected a whole number from 0",
        "\"explicitBounds\":[{}]|explicitBounds is '{', expected a number",
        "\"bucketCounts\":[1,|not valid JSON",
      })
  void packedNumbersOfTheWrongFormAreNamed(String field, String why) {
    byte[] text =
        ("{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"histogram\":{\"dataPoints\":[{"
                + field
                + "}]}}]}]}]}")
            .getBytes(UTF_8);

    assertThat(json.read(text, 0, text.length))
        .isInstanceOfSatisfying(
            JsonRequests.Outcome.Broken.class, broken -> assertThat(broken.why()).contains(why));
  }
}
