package mop.stack.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import tools.jackson.databind.JsonNode;

/** Reads one mapping of a sampler's configuration; every complaint names the field by its path. */
final class SpecReader {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final Map<String, Double> UNIT_NANOS =
      Map.of("ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

  private final JsonNode node;
  private final String path;

  private SpecReader(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /**
   * @param keys all keys that the mapping may have
   */
  static SpecReader of(JsonNode node, String path, String... keys) {
    if (!node.isObject()) {
      throw new InvalidInput(
          path, "is " + shown(node), "a mapping", "Keys: " + String.join(", ", keys) + ".");
    }
    List<String> known = Arrays.asList(keys);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw new InvalidInput(
            path + "." + entry.getKey(),
            "unknown key",
            known.isEmpty() ? "no keys here" : "one of " + String.join(", ", known),
            known.isEmpty() ? "Remove it." : NearestWord.hint(entry.getKey(), known));
      }
    }
    return new SpecReader(node, path);
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  String path(String key) {
    return path + "." + key;
  }

  boolean has(String key) {
    JsonNode value = node.get(key);
    return value != null && !value.isNull();
  }

  private JsonNode required(String key, String expected) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new InvalidInput(path(key), "missing", expected, "Add it.");
    }
    return value;
  }

  private InvalidInput wrong(String key, JsonNode value, String expected) {
    return new InvalidInput(path(key), "is " + shown(value), expected, "Change it.");
  }

  /** A number in (more than, at most]. */
  double fraction(String key, double moreThan, double atMost) {
    String expected = "a number above " + plain(moreThan) + " and up to " + plain(atMost);
    JsonNode value = required(key, expected);
    if (!value.isNumber() || !(value.doubleValue() > moreThan && value.doubleValue() <= atMost)) {
      throw wrong(key, value, expected);
    }
    return value.doubleValue();
  }

  /** A number from 0 to 100, both included. */
  double percentage(String key) {
    String expected = "a number from 0 to 100";
    JsonNode value = required(key, expected);
    if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 100)) {
      throw wrong(key, value, expected);
    }
    return value.doubleValue();
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }

  /** A whole number, not below {@code min}. */
  long whole(String key, long min) {
    String expected = "a whole number" + (min == Long.MIN_VALUE ? "" : " from " + min);
    JsonNode value = required(key, expected);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min) {
      throw wrong(key, value, expected);
    }
    return value.longValue();
  }

  long whole(String key, long min, long absent) {
    return has(key) ? whole(key, min) : absent;
  }

  String text(String key) {
    JsonNode value = required(key, "a text");
    if (!value.isString() || value.stringValue().isEmpty()) {
      throw wrong(key, value, "a text");
    }
    return value.stringValue();
  }

  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  String oneOf(String key, String absent, List<String> words) {
    String word = has(key) ? text(key) : absent;
    if (!words.contains(word)) {
      throw new InvalidInput(
          path(key),
          "is '" + word + "'",
          "one of " + String.join(", ", words),
          NearestWord.hint(word, words));
    }
    return word;
  }

  boolean flag(String key, boolean absent) {
    if (!has(key)) {
      return absent;
    }
    JsonNode value = required(key, "true or false");
    if (!value.isBoolean()) {
      throw wrong(key, value, "true or false");
    }
    return value.booleanValue();
  }

  List<String> texts(String key) {
    JsonNode list = required(key, "a list of texts");
    List<String> texts = new ArrayList<>();
    if (!list.isArray() || list.isEmpty()) {
      throw wrong(key, list, "a list of texts, not empty");
    }
    for (JsonNode value : list) {
      if (!value.isString()) {
        throw wrong(key, list, "a list of texts, quoted where they look like numbers");
      }
      texts.add(value.stringValue());
    }
    return List.copyOf(texts);
  }

  /** A duration such as {@code 500ms}, {@code 10s}, {@code 1m}; in nanoseconds. */
  long nanos(String key, long absent) {
    if (!has(key)) {
      return absent;
    }
    String expected = "a duration such as 500ms, 10s or 1m";
    JsonNode value = required(key, expected);
    Matcher parts = DURATION.matcher(value.isString() ? value.stringValue() : "");
    if (!parts.matches()) {
      throw wrong(key, value, expected);
    }
    return Math.round(
        Double.parseDouble(parts.group(1)) * UNIT_NANOS.getOrDefault(parts.group(2), 1e9));
  }

  JsonNode child(String key) {
    return required(key, "a mapping");
  }

  /** The entries of a list that must not be empty. */
  List<JsonNode> list(String key) {
    JsonNode list = required(key, "a list");
    if (!list.isArray() || list.isEmpty()) {
      throw wrong(key, list, "a list that is not empty");
    }
    List<JsonNode> entries = new ArrayList<>();
    list.forEach(entries::add);
    return entries;
  }
}
