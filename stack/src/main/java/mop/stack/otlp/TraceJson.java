package mop.stack.otlp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.otlp.JsonShape.Field;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the protobuf bytes of traces as Tempo's API answers them: protobuf's own JSON mapping, so
 * ids in base64 where OTLP/JSON has hex digits, enums by name, 64-bit numbers as strings, fields of
 * their default left out.
 */
public final class TraceJson {
  private static final int MAX_DEPTH = 100;

  private final JsonGenerator json;
  private final String resourceSpans;

  private TraceJson(JsonGenerator json, String resourceSpans) {
    this.json = json;
    this.resourceSpans = resourceSpans;
  }

  /** One field as it came: where its value stands. */
  private record Piece(int wireType, long number, int from, int length) {}

  /**
   * Writes one object.
   *
   * @param tracesData a serialized {@code TracesData}
   * @param resourceSpans name of the top field: {@code batches} in version 1 of Tempo's API
   * @throws InvalidOtlp when the bytes are no such message
   */
  public static void write(byte[] tracesData, String resourceSpans, JsonGenerator json)
      throws InvalidOtlp {
    new TraceJson(json, resourceSpans)
        .message(tracesData, 0, tracesData.length, OtlpShapes.TRACES, 0);
  }

  private void message(byte[] bytes, int from, int length, JsonShape shape, int depth)
      throws InvalidOtlp {
    WireReader wire = new WireReader();
    wire.over(bytes, from, length);
    if (depth > MAX_DEPTH) {
      throw wire.invalid("messages nested deeper than " + MAX_DEPTH);
    }
    Map<Field, List<Piece>> fields = new LinkedHashMap<>();
    while (wire.more()) {
      int tag = wire.tag();
      Field field = shape.field(tag >>> 3).orElse(null);
      if (field == null) {
        wire.skip(tag);
      } else {
        fields.computeIfAbsent(field, f -> new ArrayList<>()).add(piece(wire, tag));
      }
    }
    json.writeStartObject();
    for (Map.Entry<Field, List<Piece>> e : fields.entrySet()) {
      field(bytes, e.getKey(), e.getValue(), depth);
    }
    json.writeEndObject();
  }

  private static Piece piece(WireReader wire, int tag) throws InvalidOtlp {
    return switch (tag & 7) {
      case WireReader.LEN -> {
        int length = wire.length();
        int at = wire.position;
        wire.position += length;
        yield new Piece(WireReader.LEN, 0, at, length);
      }
      case WireReader.VARINT -> new Piece(WireReader.VARINT, wire.varint(), 0, 0);
      case WireReader.FIXED64 -> new Piece(WireReader.FIXED64, wire.fixed64(), 0, 0);
      case WireReader.FIXED32 -> {
        wire.skip(tag);
        int at = wire.position - 4;
        int low = WireReader.pair(wire.buffer, at);
        long value = low | (long) WireReader.pair(wire.buffer, at + 2) << 16;
        yield new Piece(WireReader.FIXED32, value, 0, 0);
      }
      default -> throw wire.invalid("wire type " + (tag & 7) + " out of place");
    };
  }

  private void field(byte[] bytes, Field field, List<Piece> pieces, int depth) throws InvalidOtlp {
    json.writeName(depth == 0 ? resourceSpans : field.name());
    if (!field.repeated()) {
      value(bytes, field, pieces.getLast(), depth);
      return;
    }
    json.writeStartArray();
    for (Piece piece : pieces) {
      value(bytes, field, piece, depth);
    }
    json.writeEndArray();
  }

  private void value(byte[] bytes, Field field, Piece p, int depth) throws InvalidOtlp {
    switch (field.kind()) {
      case MESSAGE -> {
        JsonShape nested = java.util.Objects.requireNonNull(field.nested());
        message(bytes, p.from, p.length, nested, depth + 1);
      }
      case STRING -> json.writeString(text(bytes, p));
      case TRACE_ID, SPAN_ID, BASE64 ->
          json.writeString(Base64.getEncoder().encodeToString(slice(bytes, p)));
      case BOOL -> json.writeBoolean(p.number != 0);
      case INT64, SFIXED64 -> json.writeString(Long.toString(p.number));
      case UINT64, FIXED64 -> json.writeString(Long.toUnsignedString(p.number));
      case UINT32, FIXED32 -> json.writeNumber(p.number & 0xFFFF_FFFFL);
      case SINT32 -> json.writeNumber((int) (p.number >>> 1 ^ -(p.number & 1)));
      case DOUBLE -> number(Double.longBitsToDouble(p.number));
      case ENUM -> name(field, p.number);
    }
  }

  private static byte[] slice(byte[] bytes, Piece p) {
    return java.util.Arrays.copyOfRange(bytes, p.from, p.from + p.length);
  }

  private static String text(byte[] bytes, Piece p) {
    return new String(bytes, p.from, p.length, java.nio.charset.StandardCharsets.UTF_8);
  }

  private void number(double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
  }

  private void name(Field field, long number) {
    if (number >= 0 && number < field.names().size()) {
      json.writeString(field.names().get((int) number));
    } else {
      json.writeNumber(number);
    }
  }
}
