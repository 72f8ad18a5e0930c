package mop.stack.traceql.source;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.Ids;

/**
 * Reads what queries can ask of serialized OTLP messages (opentelemetry-proto 1.x). Values that
 * Tempo's blocks keep only as JSON are left out, as queries over blocks do not find them either.
 */
final class OtlpReader {
  private OtlpReader() {}

  /**
   * @param spanId sixteen digits
   * @param parentId sixteen digits, zeros for none
   */
  record SpanContent(
      String spanId,
      String parentId,
      String name,
      String statusMessage,
      Map<String, Value> attributes,
      List<EventContent> events,
      List<LinkContent> links) {}

  /**
   * @param time Unix nanoseconds
   */
  record EventContent(long time, String name, Map<String, Value> attributes) {}

  record LinkContent(String traceId, String spanId, Map<String, Value> attributes) {}

  record ScopeContent(String name, String version, Map<String, Value> attributes) {}

  static SpanContent span(byte[] bytes, int offset, int length) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
    byte[] id = {};
    byte[] parent = {};
    String name = "";
    String message = "";
    Map<String, Value> attributes = new LinkedHashMap<>();
    List<EventContent> events = new ArrayList<>();
    List<LinkContent> links = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (field(tag)) {
        case 2 -> id = in.readByteArray();
        case 4 -> parent = in.readByteArray();
        case 5 -> name = in.readString();
        case 9 -> attribute(in, attributes);
        case 11 -> events.add(event(nested(in)));
        case 13 -> links.add(link(nested(in)));
        case 15 -> message = statusMessage(nested(in));
        default -> in.skipField(tag);
      }
    }
    return new SpanContent(
        Ids.span(id, 0, id.length),
        Ids.span(parent, 0, parent.length),
        name,
        message,
        attributes,
        events,
        links);
  }

  /** The field's number when its value is delimited by a length; else −1, to be passed over. */
  private static int field(int tag) {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
        ? WireFormat.getTagFieldNumber(tag)
        : -1;
  }

  private static CodedInputStream nested(CodedInputStream in) throws IOException {
    return CodedInputStream.newInstance(in.readByteArray());
  }

  private static String statusMessage(CodedInputStream in) throws IOException {
    String message = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (field(tag) == 2) {
        message = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    return message;
  }

  private static EventContent event(CodedInputStream in) throws IOException {
    long time = 0;
    String name = "";
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (1 << 3 | WireFormat.WIRETYPE_FIXED64)) {
        time = in.readFixed64();
        continue;
      }
      switch (field(tag)) {
        case 2 -> name = in.readString();
        case 3 -> attribute(in, attributes);
        default -> in.skipField(tag);
      }
    }
    return new EventContent(time, name, attributes);
  }

  private static LinkContent link(CodedInputStream in) throws IOException {
    byte[] trace = {};
    byte[] span = {};
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (field(tag)) {
        case 1 -> trace = in.readByteArray();
        case 2 -> span = in.readByteArray();
        case 4 -> attribute(in, attributes);
        default -> in.skipField(tag);
      }
    }
    return new LinkContent(
        Ids.trace(trace, 0, trace.length), Ids.span(span, 0, span.length), attributes);
  }

  /** The attributes of a serialized {@code Resource}. */
  static Map<String, Value> resource(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (field(tag) == 1) {
        attribute(in, attributes);
      } else {
        in.skipField(tag);
      }
    }
    attributes.putIfAbsent("service.name", new Value.Text(""));
    return attributes;
  }

  static ScopeContent scope(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    String name = "";
    String version = "";
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (field(tag)) {
        case 1 -> name = in.readString();
        case 2 -> version = in.readString();
        case 3 -> attribute(in, attributes);
        default -> in.skipField(tag);
      }
    }
    return new ScopeContent(name, version, attributes);
  }

  /** Of a key that comes twice the first value counts. */
  private static void attribute(CodedInputStream outer, Map<String, Value> into)
      throws IOException {
    CodedInputStream in = nested(outer);
    String key = "";
    Value value = Value.Nil.NIL;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (field(tag)) {
        case 1 -> key = in.readString();
        case 2 -> value = anyValue(nested(in), true);
        default -> in.skipField(tag);
      }
    }
    if (!value.isNil()) {
      into.putIfAbsent(key, value);
    }
  }

  /** Of several fields of the oneof the last counts. */
  private static Value anyValue(CodedInputStream in, boolean arrays) throws IOException {
    Value value = Value.Nil.NIL;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      value =
          switch (tag) {
            case 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> new Value.Text(in.readString());
            case 2 << 3 | WireFormat.WIRETYPE_VARINT -> Value.of(in.readBool());
            case 3 << 3 | WireFormat.WIRETYPE_VARINT -> new Value.Int(in.readInt64());
            case 4 << 3 | WireFormat.WIRETYPE_FIXED64 -> new Value.Real(in.readDouble());
            case 5 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                arrays ? array(nested(in)) : skipped(in, tag);
            default -> skipped(in, tag);
          };
    }
    return value;
  }

  private static Value skipped(CodedInputStream in, int tag) throws IOException {
    in.skipField(tag);
    return Value.Nil.NIL;
  }

  /** Nil unless all elements are scalars of one type. */
  private static Value array(CodedInputStream in) throws IOException {
    List<Value> values = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (field(tag) == 1) {
        values.add(anyValue(nested(in), false));
      } else {
        in.skipField(tag);
      }
    }
    boolean alike = values.stream().map(Value::type).distinct().count() <= 1;
    return alike && !values.contains(Value.Nil.NIL) ? Value.of(values) : Value.Nil.NIL;
  }
}
