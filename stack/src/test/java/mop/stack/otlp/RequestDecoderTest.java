package mop.stack.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestDecoderTest {
  private final RequestDecoder decoder = new RequestDecoder();

  @Test
  void readsWhatTheGeneratedClassesWrote() throws Exception {
    for (long seed = 0; seed < 2_000; seed++) {
      ExportTraceServiceRequest request = new RandomOtlp(seed).request();
      byte[] padded = padded(request.toByteArray());

      SpanBatch batch = decoder.decode(padded, 3, padded.length - 6);

      assertSame(batch, request);
    }
  }

  private static byte[] padded(byte[] message) {
    byte[] padded = new byte[message.length + 6];
    Arrays.fill(padded, (byte) 0xff);
    System.arraycopy(message, 0, padded, 3, message.length);
    return padded;
  }

  private static void assertSame(SpanBatch batch, ExportTraceServiceRequest request)
      throws InvalidProtocolBufferException {
    int i = 0;
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          assertSame(batch, i, span);
          Origin origin = batch.origin(i);
          assertThat(Resource.parseFrom(origin.resource())).isEqualTo(resource.getResource());
          assertThat(InstrumentationScope.parseFrom(origin.scope())).isEqualTo(scope.getScope());
          i++;
        }
      }
    }
    assertThat(batch.size()).isEqualTo(i);
    assertThat(batch.rejected()).isZero();
  }

  private static void assertSame(SpanBatch batch, int i, Span span)
      throws InvalidProtocolBufferException {
    ByteBuffer traceId = span.getTraceId().asReadOnlyByteBuffer();
    assertThat(batch.traceIdHigh(i)).isEqualTo(traceId.getLong());
    assertThat(batch.traceIdLow(i)).isEqualTo(traceId.getLong());
    assertThat(batch.spanId(i)).isEqualTo(span.getSpanId().asReadOnlyByteBuffer().getLong());
    ByteString parent = span.getParentSpanId();
    assertThat(batch.parentSpanId(i))
        .isEqualTo(parent.isEmpty() ? 0 : parent.asReadOnlyByteBuffer().getLong());
    assertThat(batch.startNanos(i)).isEqualTo(span.getStartTimeUnixNano());
    assertThat(batch.endNanos(i)).isEqualTo(span.getEndTimeUnixNano());
    assertThat(batch.kind(i)).isEqualTo(span.getKindValue());
    assertThat(batch.status(i)).isEqualTo(span.getStatus().getCodeValue());
    assertThat(
            ByteString.copyFrom(
                batch.buffer(), batch.traceStateOffset(i), batch.traceStateLength(i)))
        .isEqualTo(span.getTraceStateBytes());
    assertThat(
            Span.parseFrom(ByteString.copyFrom(batch.buffer(), batch.offset(i), batch.length(i))))
        .isEqualTo(span);
  }

  @Test
  void fieldsMayComeInAnyOrder() throws Exception {
    Span span = new RandomOtlp(1).span();
    Resource resource =
        Resource.newBuilder().addAttributes(RandomOtlp.attribute("service.name", "late")).build();
    ProtoWriter writer = new ProtoWriter();
    int request = writer.open(1);
    int scopeSpans = writer.open(2);
    writer.bytes(2, span.toByteArray());
    writer.bytes(1, InstrumentationScope.newBuilder().setName("after").build().toByteArray());
    writer.close(scopeSpans);
    writer.bytes(1, resource.toByteArray());
    writer.close(request);

    SpanBatch batch = decoder.decode(writer.bytes(), 0, writer.size());

    assertThat(batch.origin(0).serviceName()).isEqualTo("late");
    assertThat(InstrumentationScope.parseFrom(batch.origin(0).scope()).getName())
        .isEqualTo("after");
  }

  @Test
  void fieldsOfASpanMayComeInAnyOrderAndTwice() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 500; i++) {
      Span span = new RandomOtlp(i).span();
      List<Span> fields = fields(span, random);
      Span.Builder merged = Span.newBuilder();
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      for (Span field : fields) {
        message.writeBytes(field.toByteArray());
        merged.mergeFrom(field);
      }
      ProtoWriter writer = new ProtoWriter();
      int request = writer.open(1);
      int scopeSpans = writer.open(2);
      writer.bytes(2, message.toByteArray());
      writer.close(scopeSpans);
      writer.close(request);

      SpanBatch batch = decoder.decode(writer.bytes(), 0, writer.size());

      assertThat(batch.size()).isOne();
      assertSame(batch, 0, merged.build());
    }
  }

  /** A message a field, in random order; some stand a second time with another value. */
  private static List<Span> fields(Span span, SplittableRandom random) {
    List<Span> fields = new ArrayList<>();
    span.getAllFields()
        .forEach((field, value) -> fields.add(Span.newBuilder().setField(field, value).build()));
    List<Span> all = new ArrayList<>(fields);
    fields.stream()
        .filter(field -> random.nextInt(4) == 0)
        .filter(field -> !field.hasStatus())
        .forEach(all::add);
    all.add(Span.newBuilder().setStartTimeUnixNano(random.nextLong()).build());
    Collections.shuffle(all, new Random(random.nextLong()));
    return all;
  }

  @Test
  void whatStandsBehindLongAttributesIsRead() throws Exception {
    Span.Builder span = new RandomOtlp(1).span().toBuilder();
    for (int length : new int[] {100, 127, 128, 129, 16_383 - 12, 16_384, 40_000, 5}) {
      span.addAttributes(RandomOtlp.attribute("k", "x".repeat(length)));
    }
    span.getStatusBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR);
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpansBuilder().addSpans(span);
    byte[] bytes = request.build().toByteArray();

    assertSame(decoder.decode(bytes, 0, bytes.length), 0, span.build());
  }

  @Test
  void equalHeadersAreOneObjectAcrossRequests() throws Exception {
    byte[] first = requestOf("cart", 1).toByteArray();
    byte[] second = requestOf("cart", 2).toByteArray();
    byte[] other = requestOf("checkout", 2).toByteArray();

    Origin one = decoder.decode(first, 0, first.length).origin(0);
    Origin again = decoder.decode(second, 0, second.length).origin(0);
    Origin another = decoder.decode(other, 0, other.length).origin(0);

    assertThat(again).isSameAs(one);
    assertThat(another).isNotSameAs(one);
  }

  @Test
  void headersWithoutServiceNameAreOfAnUnknownService() throws Exception {
    byte[] bytes = requestOf("", 1).toByteArray();

    Origin origin = decoder.decode(bytes, 0, bytes.length).origin(0);

    assertThat(origin.serviceName()).isEqualTo("unknown_service");
  }

  @Test
  void forgetsHeadersWhenThereAreTooMany() {
    OriginTable table = new OriginTable(10, 1 << 20);
    byte[] bytes = new byte[200];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    List<Origin> firstTen = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      firstTen.add(intern(table, bytes, i));
    }
    assertThat(intern(table, bytes, 0)).isSameAs(firstTen.getFirst());

    intern(table, bytes, 50);

    assertThat(intern(table, bytes, 0)).isNotSameAs(firstTen.getFirst());
  }

  private static Origin intern(OriginTable table, byte[] bytes, int at) {
    table.resource(bytes, at, 2);
    return table.intern(at, 1);
  }

  @Test
  void equalHeadersAreOneObjectInWhateverOrderTheirScopesCame() {
    OriginTable table = new OriginTable(10, 1 << 20);
    byte[] bytes = {1, 2, 3, 4};
    table.resource(bytes, 0, 2);
    Origin first = table.intern(2, 1);
    table.resource(bytes, 0, 2);

    Origin second = table.intern(3, 1);

    assertThat(table.intern(2, 1)).isSameAs(first);
    table.resource(bytes, 0, 2);
    assertThat(table.intern(3, 1)).isSameAs(second);
    assertThat(second.scope()).containsExactly(4);
  }

  private static ExportTraceServiceRequest requestOf(String service, long seed) {
    ResourceSpans.Builder spans = ResourceSpans.newBuilder();
    spans.getResourceBuilder().addAttributes(RandomOtlp.attribute("service.name", service));
    spans.addScopeSpansBuilder().addSpans(new RandomOtlp(seed).span());
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(spans).build();
  }

  @Test
  void spansWithUnusableIdsAreLeftOutAndCounted() throws Exception {
    Span good = new RandomOtlp(7).span();
    ResourceSpans.Builder spans = ResourceSpans.newBuilder();
    spans
        .addScopeSpansBuilder()
        .addSpans(good.toBuilder().setTraceId(ByteString.copyFrom(new byte[15])))
        .addSpans(good.toBuilder().setTraceId(ByteString.copyFrom(new byte[16])))
        .addSpans(good.toBuilder().setSpanId(ByteString.copyFrom(new byte[8])))
        .addSpans(good.toBuilder().clearSpanId())
        .addSpans(good);
    byte[] bytes =
        ExportTraceServiceRequest.newBuilder().addResourceSpans(spans).build().toByteArray();

    SpanBatch batch = decoder.decode(bytes, 0, bytes.length);

    assertThat(batch.rejected()).isEqualTo(4);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.startNanos(0)).isEqualTo(good.getStartTimeUnixNano());
  }

  @Test
  void malformedBytesAreRefusedWithTheirPlace() {
    byte[] cutOff = Arrays.copyOf(requestOf("cart", 1).toByteArray(), 40);

    assertThatThrownBy(() -> decoder.decode(cutOff, 0, cutOff.length))
        .isInstanceOfSatisfying(
            InvalidOtlp.class, e -> assertThat(e.offset()).isBetween(1, cutOff.length))
        .hasMessageContaining("reaches beyond its message at byte");
  }

  @Test
  void noBytesWhateverCrashTheDecoder() {
    SplittableRandom random = new SplittableRandom(42);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = i % 2 == 0 ? noise(random) : damaged(random);
      try {
        decoder.decode(bytes, 0, bytes.length);
      } catch (InvalidOtlp expected) {
        assertThat(expected.offset()).isBetween(0, bytes.length);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] damaged(SplittableRandom random) {
    byte[] bytes = new RandomOtlp(random.nextInt(50)).request().toByteArray();
    for (int k = 0; k < 3 && bytes.length > 0; k++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
