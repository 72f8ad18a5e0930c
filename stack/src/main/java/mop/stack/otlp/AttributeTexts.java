package mop.stack.otlp;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * Values of attributes as text, in the form in which Tempo makes labels of them ({@code
 * StringifyAnyValue}, pkg/util/attributes.go at commit ad33aa8): numbers in plain decimals, the
 * members of lists and maps side by side in brackets, nothing for bytes.
 */
public final class AttributeTexts {
  private static final int RESOURCE_ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;
  private static final int MEMBERS = 1 << 3 | WireReader.LEN;
  private static final int STRING = 1 << 3 | WireReader.LEN;
  private static final int BOOL = 2 << 3 | WireReader.VARINT;
  private static final int INT = 3 << 3 | WireReader.VARINT;
  private static final int DOUBLE = 4 << 3 | WireReader.FIXED64;
  private static final int ARRAY = 5 << 3 | WireReader.LEN;
  private static final int MAP = 6 << 3 | WireReader.LEN;
  private static final int MAX_DEPTH = 32;

  private final WireReader wire;

  private AttributeTexts(WireReader wire) {
    this.wire = wire;
  }

  /**
   * Visits the attributes of a serialized {@code Resource} in their order, up to malformed ones.
   */
  public static void forEach(byte[] resource, BiConsumer<String, String> visitor) {
    WireReader wire = new WireReader();
    wire.over(resource, 0, resource.length);
    AttributeTexts texts = new AttributeTexts(wire);
    try {
      while (wire.more()) {
        int tag = wire.tag();
        if (tag == RESOURCE_ATTRIBUTES) {
          texts.pair(0, visitor);
        } else {
          wire.skip(tag);
        }
      }
    } catch (InvalidOtlp malformed) {
      return; // what came before it was visited
    }
  }

  /** The text of a serialized {@code AnyValue}; empty when it is malformed. */
  static String of(byte[] buffer, int offset, int length) {
    WireReader wire = new WireReader();
    wire.over(buffer, offset, length);
    try {
      return new AttributeTexts(wire).value(0);
    } catch (InvalidOtlp malformed) {
      return "";
    }
  }

  /** A number in plain decimals, as few as give it back: Go's format {@code 'f', -1}. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private void pair(int depth, BiConsumer<String, String> visitor) throws InvalidOtlp {
    int outer = narrow();
    String key = "";
    String value = "";
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == KEY) {
        key = string();
      } else if (tag == VALUE) {
        int pair = narrow();
        value = value(depth);
        wire.limit = pair;
      } else {
        wire.skip(tag);
      }
    }
    wire.limit = outer;
    visitor.accept(key, value);
  }

  /** The value up to the limit; of several the last counts. */
  private String value(int depth) throws InvalidOtlp {
    String text = "";
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case STRING -> text = string();
        case BOOL -> text = Boolean.toString(wire.varint() != 0);
        case INT -> text = Long.toString(wire.varint());
        case DOUBLE -> text = number(Double.longBitsToDouble(wire.fixed64()));
        case ARRAY -> text = members(depth, false);
        case MAP -> text = members(depth, true);
        default -> {
          wire.skip(tag);
          text = "";
        }
      }
    }
    return text;
  }

  private String members(int depth, boolean map) throws InvalidOtlp {
    int outer = narrow();
    if (depth == MAX_DEPTH) {
      wire.position = wire.limit;
    }
    StringBuilder text = new StringBuilder(map ? "{" : "[");
    while (wire.more()) {
      int tag = wire.tag();
      if (tag != MEMBERS) {
        wire.skip(tag);
      } else if (map) {
        pair(depth + 1, (key, value) -> text.append(key).append(':').append(value));
      } else {
        int list = narrow();
        text.append(value(depth + 1));
        wire.limit = list;
      }
    }
    wire.limit = outer;
    return text.append(map ? '}' : ']').toString();
  }

  /** Narrows the reader to the message that follows; gives the limit to restore. */
  private int narrow() throws InvalidOtlp {
    int outer = wire.limit;
    wire.limit = wire.length() + wire.position;
    return outer;
  }

  private String string() throws InvalidOtlp {
    int length = wire.length();
    String text = new String(wire.buffer, wire.position, length, StandardCharsets.UTF_8);
    wire.position += length;
    return text;
  }
}
