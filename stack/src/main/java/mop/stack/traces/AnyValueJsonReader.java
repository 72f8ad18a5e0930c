package mop.stack.traces;

import mop.stack.otlp.ProtoWriter;
import mop.stack.parquet.CorruptParquet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link AnyValueJson} writes. */
final class AnyValueJsonReader {
  /** Writes the fields of the value into the open message; nothing for an empty text. */
  void write(byte[] json, int offset, int length, ProtoWriter out) {
    if (length == 0) {
      return;
    }
    try {
      fields(JsonMapper.shared().readTree(json, offset, length), out);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new CorruptParquet("an attribute's JSON value cannot be read: " + e.getMessage(), e);
    }
  }

  private void fields(JsonNode value, ProtoWriter out) {
    value.properties().forEach(p -> field(p.getKey(), p.getValue(), out));
  }

  private void field(String name, JsonNode v, ProtoWriter out) {
    switch (name) {
      case "stringValue" -> out.string(Otlp.STRING, v.asString());
      case "boolValue" -> out.varint(Otlp.BOOL, v.asBoolean() ? 1 : 0);
      case "intValue" -> out.varint(Otlp.INT, Long.parseLong(v.asString()));
      case "doubleValue" -> out.fixedDouble(Otlp.DOUBLE, real(v));
      case "bytesValue" -> out.bytes(Otlp.BYTES, v.binaryValue());
      case "arrayValue" -> array(v, out);
      case "kvlistValue" -> pairs(v, out);
      default -> throw new CorruptParquet("an attribute's JSON value has the field " + name);
    }
  }

  private static double real(JsonNode v) {
    return v.isString() ? Double.parseDouble(v.asString()) : v.asDouble();
  }

  private void array(JsonNode v, ProtoWriter out) {
    int list = out.open(Otlp.ARRAY);
    for (JsonNode element : v.path("values")) {
      int value = out.open(Otlp.LIST_VALUES);
      fields(element, out);
      out.close(value);
    }
    out.close(list);
  }

  private void pairs(JsonNode v, ProtoWriter out) {
    int list = out.open(Otlp.KVLIST);
    for (JsonNode element : v.path("values")) {
      int pair = out.open(Otlp.LIST_VALUES);
      if (element.has("key")) {
        out.string(Otlp.PAIR_KEY, element.path("key").asString());
      }
      if (element.has("value")) {
        int value = out.open(Otlp.PAIR_VALUE);
        fields(element.path("value"), out);
        out.close(value);
      }
      out.close(pair);
    }
    out.close(list);
  }
}
