package mop.stack.logs.ingest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import mop.stack.otlp.InvalidOtlp;
import org.jspecify.annotations.Nullable;

/**
 * Values of OTLP: read into strings, booleans, longs, doubles, byte arrays, lists and maps, and
 * written as the Collector's {@code pcommon.Value.AsString} does.
 */
final class AnyValues {
  /** Deeper values are refused; protobuf readers stop at 100. */
  private static final int MAX_DEPTH = 50;

  private AnyValues() {}

  /** An attribute: a message of key and value. */
  static void readPair(Message pair, BiConsumer<String, Object> into) throws InvalidOtlp {
    readPair(pair, 0, into);
  }

  private static void readPair(Message pair, int depth, BiConsumer<String, Object> into)
      throws InvalidOtlp {
    String key = "";
    Object value = "";
    while (pair.next()) {
      if (pair.isBytes(1)) {
        key = pair.text();
      } else if (pair.isBytes(2)) {
        Object read = read(pair.message(), depth);
        value = read == null ? "" : read;
      } else {
        pair.skip();
      }
    }
    into.accept(key, value);
  }

  /** A value; null where the message has none. */
  static @Nullable Object read(Message in) throws InvalidOtlp {
    return read(in, 0);
  }

  private static @Nullable Object read(Message in, int depth) throws InvalidOtlp {
    if (depth > MAX_DEPTH) {
      throw in.invalid("values nested deeper than " + MAX_DEPTH);
    }
    Object value = null;
    while (in.next()) {
      if (in.isBytes(1)) {
        value = in.text();
      } else if (in.isVarint(2)) {
        value = in.varint() != 0;
      } else if (in.isVarint(3)) {
        value = in.varint();
      } else if (in.isFixed64(4)) {
        value = Double.longBitsToDouble(in.fixed64());
      } else if (in.isBytes(5)) {
        value = readList(in.message(), depth + 1);
      } else if (in.isBytes(6)) {
        value = readMap(in.message(), depth + 1);
      } else if (in.isBytes(7)) {
        value = in.bytes();
      } else {
        in.skip();
      }
    }
    return value;
  }

  private static List<@Nullable Object> readList(Message in, int depth) throws InvalidOtlp {
    List<@Nullable Object> items = new ArrayList<>();
    while (in.next()) {
      if (in.isBytes(1)) {
        items.add(read(in.message(), depth));
      } else {
        in.skip();
      }
    }
    return items;
  }

  private static Map<String, Object> readMap(Message in, int depth) throws InvalidOtlp {
    Map<String, Object> entries = new LinkedHashMap<>();
    while (in.next()) {
      if (in.isBytes(1)) {
        readPair(in.message(), depth, entries::put);
      } else {
        in.skip();
      }
    }
    return entries;
  }

  /** A value as text: lists and maps as JSON with sorted keys, bytes in base64. */
  static String text(@Nullable Object value) {
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      StringBuilder out = new StringBuilder();
      json(value, out);
      return out.toString();
    }
    return value == null ? "" : scalar(value);
  }

  private static String scalar(Object value) {
    return switch (value) {
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case Double d -> number(d);
      default -> value.toString();
    };
  }

  private static void json(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case List<?> items -> {
        String before = "[";
        for (Object item : items) {
          out.append(before);
          json(item, out);
          before = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> entries -> {
        Map<String, Object> sorted = new TreeMap<>();
        entries.forEach((k, v) -> sorted.put((String) k, v));
        String before = "{";
        for (Map.Entry<String, Object> e : sorted.entrySet()) {
          out.append(before);
          quote(e.getKey(), out);
          out.append(':');
          json(e.getValue(), out);
          before = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
      }
      case Boolean b -> out.append(b);
      case Long n -> out.append(n);
      case Double d -> out.append(number(d));
      default -> quote(scalar(value), out);
    }
  }

  /** Shortest digits that give the number back; an exponent below 1e-6 and from 1e21 on. */
  private static String number(double v) {
    if (Double.isNaN(v) || Double.isInfinite(v)) {
      return Double.toString(v);
    }
    if (v == 0) {
      return 1 / v < 0 ? "-0" : "0";
    }
    BigDecimal digits = new BigDecimal(Double.toString(v)).stripTrailingZeros();
    double size = Math.abs(v);
    if (size >= 1e-6 && size < 1e21) {
      return digits.toPlainString();
    }
    int exponent = digits.precision() - digits.scale() - 1;
    String mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
    return mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
  }

  private static void quote(String s, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
