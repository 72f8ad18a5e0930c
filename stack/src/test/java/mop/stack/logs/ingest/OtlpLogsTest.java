package mop.stack.logs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mop.stack.labels.Labels;
import mop.stack.logs.LogEntry;
import mop.stack.logs.Rejection.Reason;
import mop.stack.otlp.InvalidOtlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpLogsTest {
  private static AnyValue text(String s) {
    return AnyValue.newBuilder().setStringValue(s).build();
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static KeyValue pair(String key, String value) {
    return pair(key, text(value));
  }

  private static AnyValue map(KeyValue... pairs) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addAllValues(List.of(pairs)))
        .build();
  }

  private static byte[] request(List<KeyValue> resource, LogRecord... records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(resource))
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .setScope(
                            InstrumentationScope.newBuilder()
                                .setName("lib")
                                .setVersion("1.2")
                                .addAttributes(pair("team", "x")))
                        .addAllLogRecords(List.of(records))))
        .build()
        .toByteArray();
  }

  private static LogRecord record(String line) {
    return LogRecord.newBuilder().setTimeUnixNano(5).setBody(text(line)).build();
  }

  private static LogEntry only(byte[] request) throws InvalidOtlp {
    return OtlpLogs.decode(request, 99).streams().getFirst().entries().getFirst();
  }

  @Test
  void someResourceAttributesBecomeLabelsAllElseStructuredMetadata() throws InvalidOtlp {
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(1_700_000_000_000_000_001L)
            .setObservedTimeUnixNano(7)
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN)
            .setSeverityText("WARN")
            .setBody(text("slow"))
            .addAttributes(pair("http.status-code", AnyValue.newBuilder().setIntValue(503).build()))
            .addAttributes(pair("1st", "yes"))
            .setDroppedAttributesCount(2)
            .setFlags(1)
            .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"))
            .setSpanId(ByteString.fromHex("00000000000000ff"))
            .setEventName("ev")
            .build();
    List<KeyValue> resource =
        List.of(
            pair("service.name", "cart"),
            pair("k8s.pod.name", "cart-0"),
            pair("deployment.environment", "prod"),
            pair("host.name", "h1"));

    DecodedLogs decoded = OtlpLogs.decode(request(resource, record), 99);

    assertThat(decoded.rejections()).isEmpty();
    assertThat(decoded.streams())
        .singleElement()
        .satisfies(s -> {
          assertThat(s.labels())
              .isEqualTo(
                  Labels.of(
                      "service_name", "cart",
                      "k8s_pod_name", "cart-0",
                      "deployment_environment", "prod"));
          LogEntry e = s.entries().getFirst();
          assertThat(e.timestamp()).isEqualTo(1_700_000_000_000_000_001L);
          assertThat(e.line()).isEqualTo("slow");
          assertThat(e.structuredMetadata())
              .isEqualTo(
                  Labels.of(
                      "host_name", "h1",
                      "scope_name", "lib",
                      "scope_version", "1.2",
                      "team", "x",
                      "http_status_code", "503",
                      "key_1st", "yes",
                      "observed_timestamp", "7",
                      "severity_number", "13",
                      "severity_text", "WARN",
                      "dropped_attributes_count", "2",
                      "flags", "1",
                      "trace_id", "0102030405060708090a0b0c0d0e0f10",
                      "span_id", "00000000000000ff",
                      "event_name", "ev"));
        });
  }

  @Test
  void aServiceWithoutNameIsFoundOrUnknown() throws InvalidOtlp {
    byte[] named = request(List.of(pair("k8s.container.name", "web")), record("a"));
    assertThat(OtlpLogs.decode(named, 0).streams().getFirst().labels())
        .isEqualTo(Labels.of("k8s_container_name", "web", "service_name", "web"));
    byte[] bare = request(List.of(), record("a"));
    assertThat(OtlpLogs.decode(bare, 0).streams().getFirst().labels())
        .isEqualTo(Labels.of("service_name", "unknown_service"));
  }

  @Test
  void mapsAreSpreadOut() throws InvalidOtlp {
    AnyValue nested = map(pair("a.b", "1"), pair("c", map(pair("d", "2"))));
    LogRecord record = record("x").toBuilder().addAttributes(pair("top", nested)).build();
    Labels metadata = only(request(List.of(), record)).structuredMetadata();
    assertThat(metadata.get("top_a_b")).isEqualTo("1");
    assertThat(metadata.get("top_c_d")).isEqualTo("2");
  }

  @Test
  void bodiesBecomeTextOrJson() throws InvalidOtlp {
    AnyValue list =
        AnyValue.newBuilder()
            .setArrayValue(
                ArrayValue.newBuilder()
                    .addValues(text("a<\"\n"))
                    .addValues(AnyValue.newBuilder().setBoolValue(true))
                    .addValues(AnyValue.newBuilder().setDoubleValue(1.5))
                    .addValues(AnyValue.getDefaultInstance())
                    .addValues(map(pair("z", "1"), pair("b", "2"))))
            .build();
    LogRecord structured = LogRecord.newBuilder().setBody(list).build();
    assertThat(only(request(List.of(), structured)).line())
        .isEqualTo("[\"a<\\\"\\n\",true,1.5,null,{\"b\":\"2\",\"z\":\"1\"}]");
    AnyValue bytes = AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hi")).build();
    assertThat(only(request(List.of(), LogRecord.newBuilder().setBody(bytes).build())).line())
        .isEqualTo("aGk=");
    assertThat(only(request(List.of(), LogRecord.getDefaultInstance())).line()).isEmpty();
  }

  @Test
  void timesAreTheRecordsElseTheObservedElseNow() throws InvalidOtlp {
    LogRecord observed = LogRecord.newBuilder().setObservedTimeUnixNano(8).build();
    LogEntry e = only(request(List.of(), observed));
    assertThat(e.timestamp()).isEqualTo(8);
    assertThat(e.structuredMetadata().get("observed_timestamp")).isEmpty();
    assertThat(only(request(List.of(), LogRecord.getDefaultInstance())).timestamp()).isEqualTo(99);
  }

  @Test
  void recordsWithoutAUsableNameAreRefusedAlone() throws InvalidOtlp {
    LogRecord bad = record("x").toBuilder().addAttributes(pair("..", "v")).build();
    DecodedLogs decoded = OtlpLogs.decode(request(List.of(), bad, record("y")), 0);
    assertThat(decoded.streams().getFirst().entries()).hasSize(1);
    assertThat(decoded.rejections())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.INVALID_LABELS));
  }

  @ParameterizedTest
  @CsvSource({
    "http.method, http_method",
    "a..b, a_b",
    "__reserved__, __reserved__",
    "__a.b__, __a_b__",
    "123, key_123",
    "_x, _x",
    "ä, ''",
    "___, ''",
    "'', ''"
  })
  void namesAreThoseOfPrometheus(String attribute, String expected) {
    assertThat(LabelNames.label(attribute).orElse("")).isEqualTo(expected);
  }

  @Test
  void damagedBytesAreToldAndNothingElseHappens() {
    LogRecord record =
        record("line").toBuilder().addAttributes(pair("k", map(pair("a", "b")))).build();
    byte[] request = request(List.of(pair("service.name", "s")), record, record);
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(request, 1 + random.nextInt(request.length));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        OtlpLogs.decode(damaged, 0);
      } catch (InvalidOtlp expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }
}
