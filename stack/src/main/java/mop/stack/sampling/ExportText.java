package mop.stack.sampling;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a configuration tree (mappings, lists of mappings, lists of texts, texts, numbers, truth
 * values) as the Collector's YAML and as Alloy's blocks.
 */
final class ExportText {
  private ExportText() {}

  /** A number in plain decimals, six significant digits. */
  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    return rounded.toPlainString();
  }

  /** A percentage in six significant digits: what was learnt is no more exact than that. */
  static double rounded(double percent) {
    return Double.parseDouble(number(percent));
  }

  private static String scalar(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Double exact -> BigDecimal.valueOf(exact).stripTrailingZeros().toPlainString();
      case List<?> list -> list.stream().map(ExportText::scalar).toList().toString();
      default -> value.toString();
    };
  }

  /** In double quotes, with the escapes that YAML and Alloy both understand. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> out.append(plain(c) ? c : String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.append('"').toString();
  }

  /** Whether YAML takes the character as it stands and both take it as itself. */
  private static boolean plain(char c) {
    return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029' && c != '\ufeff';
  }

  /** A comment, every line of it behind {@code mark}. */
  static String comment(String mark, List<String> lines) {
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      out.append(mark).append(' ').append(line).append('\n');
    }
    return out.toString();
  }

  /** YAML, indented by {@code indent} spaces. */
  static String yaml(Map<String, Object> tree, int indent) {
    StringBuilder out = new StringBuilder();
    yaml(tree, indent, out);
    return out.toString();
  }

  private static void yaml(Map<?, ?> tree, int indent, StringBuilder out) {
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      out.append(" ".repeat(indent)).append(entry.getKey()).append(':');
      switch (entry.getValue()) {
        case Map<?, ?> map when map.isEmpty() -> out.append(" {}\n");
        case Map<?, ?> map -> {
          out.append('\n');
          yaml(map, indent + 2, out);
        }
        case List<?> list when !list.isEmpty() && list.getFirst() instanceof Map<?, ?> -> {
          out.append('\n');
          for (Object item : list) {
            StringBuilder nested = new StringBuilder();
            yaml((Map<?, ?>) item, indent + 4, nested);
            nested.replace(indent + 2, indent + 4, "- ");
            out.append(nested);
          }
        }
        case Object value -> out.append(' ').append(scalar(value)).append('\n');
      }
    }
  }

  /** Alloy's syntax: a mapping is a block, a list of mappings a block each. */
  static String alloy(Map<String, Object> tree, int indent) {
    StringBuilder out = new StringBuilder();
    alloy(tree, indent, out);
    return out.toString();
  }

  private static void alloy(Map<?, ?> tree, int indent, StringBuilder out) {
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      String name = " ".repeat(indent) + entry.getKey();
      switch (entry.getValue()) {
        case Map<?, ?> map -> block(name, map, indent, out);
        case List<?> list when !list.isEmpty() && list.getFirst() instanceof Map<?, ?> -> {
          for (Object item : list) {
            block(name, (Map<?, ?>) item, indent, out);
          }
        }
        case Object value -> out.append(name).append(" = ").append(scalar(value)).append('\n');
      }
    }
  }

  private static void block(String name, Map<?, ?> map, int indent, StringBuilder out) {
    out.append(name).append(" {\n");
    alloy(map, indent + 2, out);
    out.append(" ".repeat(indent)).append("}\n");
  }
}
