package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/**
 * The value of an attribute as text, as the Collector's {@code pcommon.Value.AsString} has it: text
 * as it is, bytes as base64, lists and maps as JSON.
 */
final class AnyValueText {
  private static final int STRING = 1 << 3 | WireReader.LEN;
  private static final int BOOL = 2 << 3 | WireReader.VARINT;
  private static final int INT = 3 << 3 | WireReader.VARINT;
  private static final int DOUBLE = 4 << 3 | WireReader.FIXED64;
  private static final int ARRAY = 5 << 3 | WireReader.LEN;
  private static final int MAP = 6 << 3 | WireReader.LEN;
  private static final int BYTES = 7 << 3 | WireReader.LEN;

  private static final int ITEM = 1 << 3 | WireReader.LEN;
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;

  /** Deeper values are refused; protobuf readers stop at 100. */
  private static final int MAX_DEPTH = 50;

  private AnyValueText() {}

  static String of(WireReader value) throws InvalidOtlp {
    return text(value, false, 0);
  }

  private static String text(WireReader value, boolean json, int depth) throws InvalidOtlp {
    if (depth > MAX_DEPTH) {
      throw value.invalid("values nested deeper than " + MAX_DEPTH);
    }
    String text = json ? "null" : "";
    while (value.more()) {
      int tag = value.tag();
      switch (tag) {
        case STRING -> text = json ? quoted(Texts.next(value)) : Texts.next(value);
        case BOOL -> text = value.varint() != 0 ? "true" : "false";
        case INT -> text = Long.toString(value.varint());
        case DOUBLE -> text = JsonNumbers.of(Double.longBitsToDouble(value.fixed64()));
        case ARRAY -> text = list(Span.next(value).within(value), depth);
        case MAP -> text = map(Span.next(value).within(value), depth);
        case BYTES -> {
          Span s = Span.next(value);
          byte[] raw = java.util.Arrays.copyOfRange(value.buffer(), s.from(), s.to());
          String base64 = Base64.getEncoder().encodeToString(raw);
          text = json ? quoted(base64) : base64;
        }
        default -> value.skip(tag);
      }
    }
    return text;
  }

  private static String list(WireReader in, int depth) throws InvalidOtlp {
    List<String> items = new ArrayList<>();
    while (in.more()) {
      int tag = in.tag();
      if (tag == ITEM) {
        items.add(text(Span.next(in).within(in), true, depth + 1));
      } else {
        in.skip(tag);
      }
    }
    return "[" + String.join(",", items) + "]";
  }

  /** Keys are sorted, as Go's JSON does. */
  private static String map(WireReader in, int depth) throws InvalidOtlp {
    SortedMap<String, String> entries = new TreeMap<>(Labels::compareNames);
    while (in.more()) {
      int tag = in.tag();
      if (tag == ITEM) {
        entry(Span.next(in).within(in), depth, entries);
      } else {
        in.skip(tag);
      }
    }
    List<String> items = new ArrayList<>();
    entries.forEach((key, value) -> items.add(quoted(key) + ":" + value));
    return "{" + String.join(",", items) + "}";
  }

  private static void entry(WireReader in, int depth, SortedMap<String, String> into)
      throws InvalidOtlp {
    String key = "";
    String value = "null";
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case KEY -> key = Texts.next(in);
        case VALUE -> value = text(Span.next(in).within(in), true, depth + 1);
        default -> in.skip(tag);
      }
    }
    into.put(key, value);
  }

  private static String quoted(String s) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Go's JSON also escapes the two that end a line in JavaScript.
          if (c < 0x20 || c == 0x2028 || c == 0x2029) {
            out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
