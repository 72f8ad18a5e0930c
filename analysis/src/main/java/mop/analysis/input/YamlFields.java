package mop.analysis.input;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One mapping of a YAML document, read field by field. Whatever is missing, unknown or of the wrong
 * kind is an {@link InvalidInput} that names file, line and field.
 */
public final class YamlFields {
  private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?0\\d+");

  private final YamlDocument document;
  private final String path;
  private final JsonNode node;
  private final String help;

  private YamlFields(YamlDocument document, String path, JsonNode node, String help) {
    this.document = document;
    this.path = path;
    this.node = node;
    this.help = help;
  }

  /**
   * The fields at the top of a document.
   *
   * @param help where the format is described, ends every message: {@code See analysis/README.md.}
   */
  public static YamlFields of(YamlDocument document, String help) {
    return new YamlFields(document, "", document.root(), help);
  }

  /** File, line and dotted path of a field of this mapping. */
  public String where(String key) {
    return document.where(pathOf(key));
  }

  /** File, line and dotted path of this mapping. */
  public String where() {
    return document.where(path);
  }

  /** Whether the field is there and not null. */
  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** The keys of this mapping, in the order of the document. */
  public List<String> keys() {
    return List.copyOf(node.propertyNames());
  }

  /** Refuses any key but these. */
  public void allow(Collection<String> known) {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        throw new InvalidInput(
            where(key),
            "unknown key '" + key + "'",
            "one of " + String.join(", ", known),
            NearestWord.of(key, known)
                .map(word -> "Did you mean '" + word + "'?")
                .orElse("Remove it."));
      }
    }
  }

  /** A text that is not blank. */
  public String text(String key) {
    JsonNode value = required(key, "a text");
    String text = value.isValueNode() ? value.asString().strip() : "";
    if (text.isEmpty()) {
      throw wrong(key, value.isValueNode() ? "it is empty" : "it is no text", "a text");
    }
    return text;
  }

  /** The text of a field, or {@code absent} when the field is not there. */
  public String text(String key, String absent) {
    return has(key) ? text(key) : absent;
  }

  /** A decimal number, exactly as written but for trailing zeros. */
  public BigDecimal decimal(String key) {
    JsonNode value = required(key, "a number");
    return toDecimal(value, key);
  }

  /** A decimal number of at least 0. */
  public BigDecimal nonNegative(String key) {
    BigDecimal value = decimal(key);
    if (value.signum() < 0) {
      throw wrong(key, "it is " + value.toPlainString(), "a number of at least 0");
    }
    return value;
  }

  /** A decimal number with the digits it is written with: 15.00 has two decimals. */
  public BigDecimal written(String key) {
    decimal(key);
    return new BigDecimal(text(key));
  }

  /** A day as ISO 8601: {@code 2026-11-24}. */
  public LocalDate date(String key) {
    String text = text(key);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(key, "'" + text + "' is no date", "a day such as 2026-11-24");
    }
  }

  /** One word of a closed set, found by its spelling. */
  public <T> T word(String key, Collection<T> values, Function<T, String> spelling) {
    String text = text(key);
    for (T value : values) {
      if (spelling.apply(value).equals(text)) {
        return value;
      }
    }
    List<String> words = values.stream().map(spelling).toList();
    throw new InvalidInput(
        where(key),
        "unknown " + key + " '" + text + "'",
        "one of " + String.join(", ", words),
        NearestWord.of(text, words).map(word -> "Did you mean '" + word + "'?").orElse(help));
  }

  /** The mapping below a key. */
  public YamlFields mapping(String key) {
    JsonNode value = required(key, "a mapping");
    if (!value.isObject()) {
      throw wrong(key, "it is no mapping", "'key: value' lines");
    }
    return new YamlFields(document, pathOf(key), value, help);
  }

  /** Whether the field is a mapping, as against a plain value. */
  public boolean isMapping(String key) {
    return node.path(key).isObject();
  }

  /** The mappings of the list below a key; at least one. */
  public List<YamlFields> mappings(String key) {
    JsonNode value = required(key, "a list");
    if (!value.isArray() || value.isEmpty()) {
      throw wrong(key, value.isArray() ? "it is empty" : "it is no list", "a list of mappings");
    }
    List<YamlFields> items = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String item = pathOf(key) + "[" + i + "]";
      if (!value.get(i).isObject()) {
        throw new InvalidInput(
            document.where(item), "the entry is no mapping", "'key: value' pairs", help);
      }
      items.add(new YamlFields(document, item, value.get(i), help));
    }
    return items;
  }

  /** Whether the field is a list. */
  public boolean isList(String key) {
    return node.path(key).isArray();
  }

  /** The plain values of the list below a key, as texts; at least one. */
  public List<String> texts(String key) {
    JsonNode value = required(key, "a list");
    if (!value.isArray() || value.isEmpty()) {
      throw wrong(key, value.isArray() ? "it is empty" : "it is no list", "a list");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      if (!item.isValueNode() || item.asString().isBlank()) {
        throw wrong(key + "[" + i + "]", "the entry is no text", "a text or a number");
      }
      texts.add(item.asString().strip());
    }
    return List.copyOf(texts);
  }

  /** The complaint that a field of this mapping is not as it should be. */
  public InvalidInput wrong(String key, String what, String expected) {
    return new InvalidInput(where(key), what, expected, help);
  }

  private JsonNode required(String key, String expected) {
    if (!has(key)) {
      throw wrong(key, "'" + key + "' is missing", expected);
    }
    return node.get(key);
  }

  private BigDecimal toDecimal(JsonNode value, String key) {
    String text = value.isValueNode() ? value.asString().strip() : value.toString();
    if (LEADING_ZERO.matcher(text).matches()) {
      throw wrong(
          key,
          "'" + text + "' begins with 0, which some read as octal",
          "a number without leading zeros");
    }
    return DecimalText.parse(
        text, "a number such as 12 or 0.023", (what, expected) -> wrong(key, what, expected));
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
