package mop.stack.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRequestsTest {
  private static final String TRACE_ID = "5B8EFFF798038103D269B633813FC60C";
  private static final String SPAN_ID = "eee19b7ec3c1b174";

  private final JsonRequests json = new JsonRequests();

  private JsonRequests.Outcome read(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return json.read(bytes, 0, bytes.length);
  }

  private byte[] written(String text) {
    assertThat(read(text)).isEqualTo(new JsonRequests.Outcome.Request(Signal.TRACES));
    return java.util.Arrays.copyOf(json.written().bytes(), json.written().size());
  }

  private static String spanWith(String fields) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + fields + "}]}]}]}";
  }

  private Span span(String fields) throws Exception {
    return ExportTraceServiceRequest.parseFrom(written(spanWith(fields)))
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0);
  }

  /** The shape of the example in opentelemetry-proto's {@code examples/trace.json}. */
  @Test
  void writesTheBytesThatTheGeneratedClassesWrite() throws Exception {
    String text =
        """
        {"resourceSpans":[{"resource":{"attributes":[
          {"key":"service.name","value":{"stringValue":"my.service"}}]},
         "scopeSpans":[{"scope":{"name":"my.library","version":"1.0.0","attributes":[
            {"key":"my.scope.attribute","value":{"stringValue":"some scope attribute"}}]},
          "spans":[{"traceId":"%s","spanId":"%s","parentSpanId":"eee19b7ec3c1b173",
            "flags":1,"name":"I'm a server span","startTimeUnixNano":"1544712660000000000",
            "endTimeUnixNano":1544712661000000000,"kind":2,"status":{"code":"STATUS_CODE_ERROR"},
            "attributes":[{"key":"my.span.attr","value":{"stringValue":"some value"}}]}]}]}]}
        """
            .formatted(TRACE_ID, SPAN_ID);
    ResourceSpans.Builder expected = ResourceSpans.newBuilder();
    expected.getResourceBuilder().addAttributes(RandomOtlp.attribute("service.name", "my.service"));
    var scopeSpans = expected.addScopeSpansBuilder();
    scopeSpans
        .getScopeBuilder()
        .setName("my.library")
        .setVersion("1.0.0")
        .addAttributes(RandomOtlp.attribute("my.scope.attribute", "some scope attribute"));
    scopeSpans.addSpans(
        Span.newBuilder()
            .setTraceId(hex(TRACE_ID))
            .setSpanId(hex(SPAN_ID))
            .setParentSpanId(hex("eee19b7ec3c1b173"))
            .setFlags(1)
            .setName("I'm a server span")
            .setStartTimeUnixNano(1544712660000000000L)
            .setEndTimeUnixNano(1544712661000000000L)
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .addAttributes(RandomOtlp.attribute("my.span.attr", "some value")));

    byte[] bytes = written(text);

    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder().addResourceSpans(expected).build();
    assertThat(ExportTraceServiceRequest.parseFrom(bytes)).isEqualTo(request);
    assertThat(bytes).hasSameSizeAs(request.toByteArray());
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }

  @Test
  void everyTypeOfValueIsRead() throws Exception {
    Span span =
        span(
            """
            "attributes":[
             {"key":"i","value":{"intValue":"-9223372036854775808"}},
             {"key":"n","value":{"intValue":42}},
             {"key":"z","value":{"intValue":0}},
             {"key":"d","value":{"doubleValue":1.5e3}},
             {"key":"nan","value":{"doubleValue":"NaN"}},
             {"key":"b","value":{"boolValue":false}},
             {"key":"e","value":{"stringValue":""}},
             {"key":"y","value":{"bytesValue":"AQID"}},
             {"key":"a","value":{"arrayValue":{"values":[{"stringValue":"x"},{"intValue":"1"}]}}},
             {"key":"m","value":{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":true}}]}}},
             {"key":"none","value":null}]
            """);

    assertThat(span.getAttributesList())
        .containsExactly(
            with("i", AnyValue.newBuilder().setIntValue(Long.MIN_VALUE)),
            with("n", AnyValue.newBuilder().setIntValue(42)),
            with("z", AnyValue.newBuilder().setIntValue(0)),
            with("d", AnyValue.newBuilder().setDoubleValue(1500)),
            with("nan", AnyValue.newBuilder().setDoubleValue(Double.NaN)),
            with("b", AnyValue.newBuilder().setBoolValue(false)),
            with("e", AnyValue.newBuilder().setStringValue("")),
            with("y", AnyValue.newBuilder().setBytesValue(hex("010203"))),
            with(
                "a",
                AnyValue.newBuilder()
                    .setArrayValue(
                        ArrayValue.newBuilder()
                            .addValues(AnyValue.newBuilder().setStringValue("x"))
                            .addValues(AnyValue.newBuilder().setIntValue(1)))),
            with(
                "m",
                AnyValue.newBuilder()
                    .setKvlistValue(
                        KeyValueList.newBuilder()
                            .addValues(with("k", AnyValue.newBuilder().setBoolValue(true))))),
            KeyValue.newBuilder().setKey("none").build());
  }

  private static KeyValue with(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void eventsAndLinksAreRead() throws Exception {
    Span span =
        span(
            """
            "events":[{"timeUnixNano":"18446744073709551615","name":"e","droppedAttributesCount":3,
                       "attributes":[{"key":"k","value":{"stringValue":"v"}}]}],
            "links":[{"traceId":"%s","spanId":"%s","traceState":"a=b","flags":4294967295}],
            "droppedLinksCount":7,"kind":"SPAN_KIND_CONSUMER"
            """
                .formatted(TRACE_ID, SPAN_ID));

    assertThat(span.getEvents(0))
        .isEqualTo(
            Span.Event.newBuilder()
                .setTimeUnixNano(-1)
                .setName("e")
                .setDroppedAttributesCount(3)
                .addAttributes(RandomOtlp.attribute("k", "v"))
                .build());
    assertThat(span.getLinks(0))
        .isEqualTo(
            Span.Link.newBuilder()
                .setTraceId(hex(TRACE_ID))
                .setSpanId(hex(SPAN_ID))
                .setTraceState("a=b")
                .setFlags(-1)
                .build());
    assertThat(span.getDroppedLinksCount()).isEqualTo(7);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
  }

  @Test
  void unknownFieldsAndNullsAreIgnored() throws Exception {
    Span span =
        span(
            "\"future\":{\"a\":[1,{\"b\":2}]},\"name\":\"op\",\"parentSpanId\":\"\",\"status\":null");

    assertThat(span).isEqualTo(Span.newBuilder().setName("op").build());
  }

  @ParameterizedTest
  @CsvSource({"resourceLogs,LOGS", "resourceMetrics,METRICS", "resourceProfiles,PROFILES"})
  void otherSignalsAreRecognised(String key, Signal signal) {
    assertThat(read("{\"" + key + "\":[{\"whatever\":1}]}"))
        .isEqualTo(new JsonRequests.Outcome.Request(signal));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello|not valid JSON",
        "[1]|not a JSON object",
        "{\"a\":1}|no resourceSpans, resourceMetrics, resourceLogs",
        "{\"resourceSpans\":[{\"scopeSp|not valid JSON",
        "{\"resourceSpans\":[],\"resourceLogs\":[]}|resourceLogs and resourceSpans in one request",
        "{\"resourceSpans\":[]} {}|more text after the end",
        "{\"resourceSpans\":[{\"resource\":3}]}|resource is '3', expected an object",
      })
  void whatIsNoRequestIsBroken(String text, String why) {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            JsonRequests.Outcome.Broken.class, broken -> assertThat(broken.why()).contains(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"traceId\":\"5B8E\"|traceId is '5B8E', expected 32 hex digits",
        "\"spanId\":\"zze19b7ec3c1b174\"|spanId is 'zze19b7ec3c1b174', expected hex digits",
        "\"startTimeUnixNano\":\"-1\"|startTimeUnixNano is '-1', expected a whole number from 0",
        "\"kind\":\"SERVER\"|kind is 'SERVER', expected one of SPAN_KIND_UNSPECIFIED",
        "\"flags\":4294967296|flags is '4294967296', expected a whole number from 0 to 4294967295",
        "\"name\":7|name is '7', expected a string",
      })
  void fieldsOfTheWrongFormAreNamed(String field, String why) {
    assertThat(read(spanWith(field)))
        .isInstanceOfSatisfying(
            JsonRequests.Outcome.Broken.class, broken -> assertThat(broken.why()).contains(why));
  }

  @Test
  void longNestedMessagesGetTheirLengthRight() throws Exception {
    String name = "n".repeat(70_000);

    assertThat(span("\"name\":\"" + name + "\"").getName()).isEqualTo(name);
  }
}
