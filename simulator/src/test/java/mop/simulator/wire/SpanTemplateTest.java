package mop.simulator.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import mop.simulator.random.RandomStream;
import mop.simulator.wire.Otlp.Attribute;
import org.junit.jupiter.api.Test;

class SpanTemplateTest {
  private final SlotValues values = new SlotValues(new RandomStream(1, 1, 1, 1));

  private Span written(Piece fields) throws InvalidProtocolBufferException {
    values.beginTrace();
    values.span(7, 9, 1_000, 2_000, "10.244.101.123".getBytes(US_ASCII), 55);
    SpanTemplate template = new SpanTemplate(fields);
    byte[] target = new byte[template.length() + 20];
    template.write(target, 10, values);
    return Span.parseFrom(ByteString.copyFrom(target, 10, template.length()));
  }

  private KeyValue attribute(Attribute attribute) throws InvalidProtocolBufferException {
    return written(Otlp.spanAttributes(List.of(attribute))).getAttributes(0);
  }

  @Test
  void headCarriesIdsTimesNameAndKind() throws Exception {
    Span span = written(Otlp.spanHead("GET /", Otlp.SERVER, false));

    assertThat(span.getTraceId().asReadOnlyByteBuffer().getLong()).isEqualTo(values.traceHigh());
    assertThat(span.getTraceId().substring(8).asReadOnlyByteBuffer().getLong())
        .isEqualTo(values.traceLow());
    assertThat(span.getSpanId().asReadOnlyByteBuffer().getLong()).isEqualTo(7);
    assertThat(span.getParentSpanId().asReadOnlyByteBuffer().getLong()).isEqualTo(9);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1_000);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(2_000);
    assertThat(span.getName()).isEqualTo("GET /");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
  }

  @Test
  void rootHasNoParent() throws Exception {
    assertThat(written(Otlp.spanHead("job", Otlp.INTERNAL, true)).getParentSpanId()).isEmpty();
  }

  @Test
  void textSlotsAreFilledBetweenLiterals() throws Exception {
    KeyValue path = attribute(Attribute.text("url.path", "/u${user}/p${product}?q=${word}"));

    assertThat(path.getKey()).isEqualTo("url.path");
    assertThat(path.getValue().getStringValue()).matches("/u\\d{7}/p\\d{6}\\?q=[a-z]{6}");
  }

  @Test
  void addressesAndSessionsLookLikeThem() throws Exception {
    assertThat(attribute(Attribute.text("a", "${client}")).getValue().getStringValue())
        .matches("1\\d\\d\\.1\\d\\d\\.1\\d\\d\\.1\\d\\d");
    assertThat(attribute(Attribute.text("a", "${peer}")).getValue().getStringValue())
        .isEqualTo("10.244.101.123");
    assertThat(attribute(Attribute.text("a", "${session}")).getValue().getStringValue())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
  }

  @Test
  void numberSlotsStayInTheirRange() throws Exception {
    for (int i = 0; i < 200; i++) {
      assertThat(attribute(Attribute.number("n", Slot.SMALL)).getValue().getIntValue())
          .isBetween(1L, 127L);
      assertThat(attribute(Attribute.number("n", Slot.SIZE)).getValue().getIntValue())
          .isBetween(128L, 16_383L);
      assertThat(attribute(Attribute.number("n", Slot.PORT)).getValue().getIntValue())
          .isBetween(32_768L, 60_999L);
      assertThat(attribute(Attribute.number("n", Slot.OFFSET)).getValue().getIntValue())
          .isBetween(1L << 21, (1L << 28) - 1);
    }
    assertThat(attribute(Attribute.number("n", Slot.RESULT)).getValue().getIntValue())
        .isEqualTo(55);
  }

  @Test
  void errorsCarryStatusAndEventAtTheEnd() throws Exception {
    Span span =
        written(
            Piece.join(
                Otlp.event("exception", List.of(Attribute.text("exception.type", "Oops"))),
                Otlp.statusError("no")));

    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("no");
    assertThat(span.getEvents(0).getTimeUnixNano()).isEqualTo(2_000);
    assertThat(span.getEvents(0).getAttributes(0).getKey()).isEqualTo("exception.type");
  }

  @Test
  void anUnknownSlotIsRefused() {
    assertThatThrownBy(() -> Piece.text(1, "${nobody}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void requestsFrameSpansByScope() throws Exception {
    Headers headers =
        new Headers(
            Otlp.resource(List.of(Attribute.text("service.name", "cart"))),
            Otlp.schemaUrl("https://example/schema"),
            Otlp.scope("in 1"),
            Otlp.scope("out 2"));
    byte[] span = Otlp.spanHead("x".repeat(300), Otlp.CLIENT, true).bytes();
    RequestWriter writer = new RequestWriter();
    writer.begin();
    for (int i = 0; i < 500; i++) {
      writer.add(i < 100 ? 0 : 1, span, 0, span.length);
    }

    int length = writer.finish(headers);

    ResourceSpans spans =
        ExportTraceServiceRequest.parseFrom(ByteString.copyFrom(writer.buffer(), 0, length))
            .getResourceSpans(0);
    assertThat(spans.getResource().getAttributes(0).getValue().getStringValue()).isEqualTo("cart");
    assertThat(spans.getSchemaUrl()).isEqualTo("https://example/schema");
    assertThat(spans.getScopeSpansList())
        .extracting(s -> s.getScope().getName() + s.getScope().getVersion() + s.getSpansCount())
        .containsExactly("in1100", "out2400");
    assertThat(spans.getScopeSpans(1).getSpans(399).getName()).hasSize(300);
  }
}
