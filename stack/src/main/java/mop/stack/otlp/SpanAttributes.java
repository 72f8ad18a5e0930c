package mop.stack.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds one attribute in the raw bytes of a span or resource, without decoding the others and
 * without allocating. After a {@code find…} that returned true the value can be read in its type;
 * of several attributes with one key the first counts. An attribute whose bytes are malformed is
 * passed over as if it were absent. Not thread-safe; meant to be reused.
 */
public final class SpanAttributes {
  private static final int SPAN_ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int RESOURCE_ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;
  private static final int STRING_VALUE = 1 << 3 | WireReader.LEN;
  private static final int BOOL_VALUE = 2 << 3 | WireReader.VARINT;
  private static final int INT_VALUE = 3 << 3 | WireReader.VARINT;
  private static final int DOUBLE_VALUE = 4 << 3 | WireReader.FIXED64;

  private final WireReader wire = new WireReader();
  private int valueOffset;
  private int valueLength;
  private int valueTag;
  private int anyOffset;
  private int anyLength;
  private long scalar;

  /** A key in the form that {@code find…} takes. */
  public static byte[] key(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Finds an attribute of the serialized {@code Span} at {@code offset}. */
  public boolean findInSpan(byte[] buffer, int offset, int length, byte[] key) {
    return find(buffer, offset, length, SPAN_ATTRIBUTES, key);
  }

  /** Finds an attribute of span {@code i}. */
  public boolean findInSpan(RawTrace trace, int i, byte[] key) {
    return find(trace.bytes(), trace.offset(i), trace.length(i), SPAN_ATTRIBUTES, key);
  }

  /** Finds an attribute of a serialized {@code Resource}. */
  public boolean findInResource(byte[] resource, byte[] key) {
    return find(resource, 0, resource.length, RESOURCE_ATTRIBUTES, key);
  }

  private boolean find(byte[] buffer, int offset, int length, int attributeTag, byte[] key) {
    try {
      wire.over(buffer, offset, length);
      while (wire.more()) {
        int tag = wire.tag();
        if (tag != attributeTag) {
          wire.skip(tag);
          continue;
        }
        int size = wire.length();
        int end = wire.position + size;
        if (matches(end, key)) {
          return readValue();
        }
        wire.position = end;
      }
      return false;
    } catch (InvalidOtlp malformed) {
      return false;
    }
  }

  /** Walks a KeyValue; true when its key is {@code key} and it has a value, whose place is kept. */
  private boolean matches(int end, byte[] key) throws InvalidOtlp {
    int outer = wire.limit;
    wire.limit = end;
    boolean keyMatches = false;
    boolean hasValue = false;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == KEY) {
        int size = wire.length();
        int from = wire.position;
        keyMatches = Arrays.equals(wire.buffer, from, from + size, key, 0, key.length);
        if (!keyMatches) {
          break;
        }
        wire.position = from + size;
      } else if (tag == VALUE) {
        valueLength = wire.length();
        valueOffset = wire.position;
        wire.position += valueLength;
        hasValue = true;
      } else {
        wire.skip(tag);
      }
    }
    wire.limit = outer;
    return keyMatches && hasValue;
  }

  private boolean readValue() throws InvalidOtlp {
    wire.over(wire.buffer, valueOffset, valueLength);
    anyOffset = valueOffset;
    anyLength = valueLength;
    valueTag = 0;
    while (wire.more()) {
      int tag = wire.tag();
      valueTag = tag;
      switch (tag) {
        case STRING_VALUE -> {
          valueLength = wire.length();
          valueOffset = wire.position;
          wire.position += valueLength;
        }
        case BOOL_VALUE, INT_VALUE -> scalar = wire.varint();
        case DOUBLE_VALUE -> scalar = wire.fixed64();
        default -> wire.skip(tag);
      }
    }
    return true;
  }

  /** Whether the value is a string. */
  public boolean isString() {
    return valueTag == STRING_VALUE;
  }

  /** Whether the value is a whole number. */
  public boolean isInt() {
    return valueTag == INT_VALUE;
  }

  /** Whether the value is a floating-point number. */
  public boolean isDouble() {
    return valueTag == DOUBLE_VALUE;
  }

  /** Whether the value is a truth value. */
  public boolean isBool() {
    return valueTag == BOOL_VALUE;
  }

  /** The whole number, 0 when the value has another type (as the Collector reads it). */
  public long intValue() {
    return isInt() ? scalar : 0;
  }

  /** The floating-point number, 0 when the value has another type. */
  public double doubleValue() {
    return isDouble() ? Double.longBitsToDouble(scalar) : 0;
  }

  /** The truth value, false when the value has another type. */
  public boolean boolValue() {
    return isBool() && scalar != 0;
  }

  /** Whether the value is the string {@code expected} (UTF-8). */
  public boolean stringEquals(byte[] expected) {
    return isString()
        && Arrays.equals(
            wire.buffer, valueOffset, valueOffset + valueLength, expected, 0, expected.length);
  }

  /** The string, allocated; empty when the value has another type. */
  public Optional<String> string() {
    return isString()
        ? Optional.of(new String(wire.buffer, valueOffset, valueLength, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** The value of whatever type as text; see {@link AttributeTexts}. */
  public String text() {
    return AttributeTexts.of(wire.buffer, anyOffset, anyLength);
  }
}
