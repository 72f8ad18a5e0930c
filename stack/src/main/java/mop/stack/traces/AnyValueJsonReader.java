package mop.stack.traces;

import mop.stack.otlp.ProtoWriter;
import mop.stack.parquet.CorruptParquet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what {@link AnyValueJson} writes. */
final class AnyValueJsonReader {
  private final JsonFactory json = new JsonFactory();

  /** Writes the fields of the value into the open message; nothing for an empty text. */
  void write(byte[] text, int offset, int length, ProtoWriter out) {
    if (length == 0) {
      return;
    }
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), text, offset, length)) {
      in.nextToken();
      value(in, out);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new CorruptParquet("an attribute's JSON value cannot be read: " + e.getMessage(), e);
    }
  }

  private static void expect(JsonParser in, JsonToken token) {
    if (in.currentToken() != token) {
      throw new CorruptParquet(
          "an attribute's JSON value has " + in.currentToken() + " instead of " + token);
    }
  }

  private void value(JsonParser in, ProtoWriter out) {
    expect(in, JsonToken.START_OBJECT);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      expect(in, JsonToken.PROPERTY_NAME);
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "stringValue" -> out.string(Otlp.STRING, in.getString());
        case "boolValue" -> out.varint(Otlp.BOOL, in.getBooleanValue() ? 1 : 0);
        case "intValue" -> out.varint(Otlp.INT, Long.parseLong(in.getString()));
        case "doubleValue" -> out.fixedDouble(Otlp.DOUBLE, Double.parseDouble(in.getString()));
        case "bytesValue" -> out.bytes(Otlp.BYTES, in.getBinaryValue());
        case "arrayValue" -> list(in, Otlp.ARRAY, out);
        case "kvlistValue" -> list(in, Otlp.KVLIST, out);
        default -> throw new CorruptParquet("an attribute's JSON value has the field " + name);
      }
    }
  }

  private void list(JsonParser in, int field, ProtoWriter out) {
    int list = out.open(field);
    expect(in, JsonToken.START_OBJECT);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      in.nextToken();
      expect(in, JsonToken.START_ARRAY);
      while (in.nextToken() != JsonToken.END_ARRAY) {
        int element = out.open(Otlp.LIST_VALUES);
        if (field == Otlp.KVLIST) {
          pair(in, out);
        } else {
          value(in, out);
        }
        out.close(element);
      }
    }
    out.close(list);
  }

  private void pair(JsonParser in, ProtoWriter out) {
    expect(in, JsonToken.START_OBJECT);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      boolean key = in.currentName().equals("key");
      in.nextToken();
      if (key) {
        out.string(Otlp.PAIR_KEY, in.getString());
      } else {
        int value = out.open(Otlp.PAIR_VALUE);
        value(in, out);
        out.close(value);
      }
    }
  }
}
