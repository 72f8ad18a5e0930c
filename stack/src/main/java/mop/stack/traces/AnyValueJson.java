package mop.stack.traces;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import mop.stack.parquet.ByteSink;

/**
 * Writes a serialized {@code AnyValue} as protobuf's JSON mapping has it, in the form of Go's
 * jsonpb: no white space, 64-bit integers as strings, bytes in base64.
 */
final class AnyValueJson {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  void write(byte[] bytes, int from, int to, ByteSink out) {
    ProtoCursor value = new ProtoCursor();
    value.over(bytes, from, to);
    int mark = out.size();
    out.put('{');
    while (value.next()) {
      out.truncate(mark + 1);
      field(value, out);
    }
    out.put('}');
  }

  private void field(ProtoCursor v, ByteSink out) {
    switch (v.field) {
      case Otlp.STRING -> {
        out.putUtf8("\"stringValue\":");
        text(new String(v.bytes, v.from, v.length(), StandardCharsets.UTF_8), out);
      }
      case Otlp.BOOL -> out.putUtf8("\"boolValue\":" + (v.number != 0));
      case Otlp.INT -> out.putUtf8("\"intValue\":\"" + v.number + '"');
      case Otlp.DOUBLE -> out.putUtf8("\"doubleValue\":" + real(Double.longBitsToDouble(v.number)));
      case Otlp.ARRAY -> list("arrayValue", v, false, out);
      case Otlp.KVLIST -> list("kvlistValue", v, true, out);
      case Otlp.BYTES -> {
        out.putUtf8("\"bytesValue\":\"");
        byte[] raw = java.util.Arrays.copyOfRange(v.bytes, v.from, v.to);
        out.put(Base64.getEncoder().encode(raw));
        out.put('"');
      }
      default -> {}
    }
  }

  private static String real(double v) {
    if (Double.isNaN(v)) {
      return "\"NaN\"";
    }
    if (Double.isInfinite(v)) {
      return v > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    }
    return plain(v);
  }

  /** Shortest digits that give the number back; an exponent below 1e-6 and from 1e21 on. */
  private static String plain(double v) {
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

  private void list(String name, ProtoCursor v, boolean pairs, ByteSink out) {
    out.putUtf8("\"" + name + "\":{");
    ProtoCursor list = new ProtoCursor();
    list.into(v);
    boolean first = true;
    while (list.next()) {
      if (list.is(Otlp.LIST_VALUES, ProtoCursor.LEN)) {
        out.putUtf8(first ? "\"values\":[" : ",");
        first = false;
        if (pairs) {
          pair(list, out);
        } else {
          write(list.bytes, list.from, list.to, out);
        }
      }
    }
    out.putUtf8(first ? "}" : "]}");
  }

  private void pair(ProtoCursor list, ByteSink out) {
    ProtoCursor pair = new ProtoCursor();
    pair.into(list);
    String key = "";
    int from = -1;
    int to = 0;
    while (pair.next()) {
      if (pair.is(Otlp.PAIR_KEY, ProtoCursor.LEN)) {
        key = new String(pair.bytes, pair.from, pair.length(), StandardCharsets.UTF_8);
      } else if (pair.is(Otlp.PAIR_VALUE, ProtoCursor.LEN)) {
        from = pair.from;
        to = pair.to;
      }
    }
    out.put('{');
    if (!key.isEmpty()) {
      out.putUtf8("\"key\":");
      text(key, out);
    }
    if (from >= 0) {
      out.putUtf8(key.isEmpty() ? "\"value\":" : ",\"value\":");
      write(pair.bytes, from, to, out);
    }
    out.put('}');
  }

  /** As Go's encoding/json escapes: also what would be markup in HTML. */
  private static void text(String s, ByteSink out) {
    out.put('"');
    int plain = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      boolean escape = c < ' ' || "\"\\<>&\u2028\u2029".indexOf(c) >= 0;
      if (escape) {
        out.putUtf8(s.substring(plain, i));
        escape(c, out);
        plain = i + 1;
      }
    }
    out.putUtf8(s.substring(plain));
    out.put('"');
  }

  private static void escape(char c, ByteSink out) {
    switch (c) {
      case '"', '\\' -> {
        out.put('\\');
        out.put(c);
      }
      case '\n' -> out.putUtf8("\\n");
      case '\r' -> out.putUtf8("\\r");
      case '\t' -> out.putUtf8("\\t");
      default -> {
        out.putUtf8("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.put(HEX[c >>> shift & 15]);
        }
      }
    }
  }
}
