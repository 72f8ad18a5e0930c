package mop.stack.logql;

import java.util.List;

/**
 * A field that log entries have beside the labels of their streams.
 *
 * @param type of its first value
 * @param values each once, sorted
 * @param parsers that find it in lines; none when it is stored with the entries
 * @param jsonPath names that lead to it in a JSON line; empty when it is in none
 */
public record DetectedField(
    String label, Type type, List<String> values, List<String> parsers, List<String> jsonPath) {
  /** What values look like, in the order in which Loki tries. */
  public enum Type {
    INT("int"),
    FLOAT("float"),
    BOOLEAN("boolean"),
    DURATION("duration"),
    BYTES("bytes"),
    STRING("string");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** As Loki's API writes it. */
    public String word() {
      return word;
    }

    static Type of(String value) {
      if (value.matches("[+-]?\\d{1,18}")) {
        return INT;
      }
      if (Units.number(value).isPresent()) {
        return FLOAT;
      }
      if (value.matches("[tTfF]|true|TRUE|True|false|FALSE|False")) {
        return BOOLEAN;
      }
      if (Units.seconds(value, false).isPresent()) {
        return DURATION;
      }
      return Units.bytes(value).isPresent() ? BYTES : STRING;
    }
  }
}
