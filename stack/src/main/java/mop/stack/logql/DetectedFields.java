package mop.stack.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import mop.stack.labels.Labels;
import mop.stack.logql.LogQlEngine.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the fields of log entries: what is stored with them, what the query made, and what their
 * lines hold when they are read as JSON or else as logfmt (Loki's {@code detected_fields}).
 */
public final class DetectedFields {
  private static final LineParser.LogfmtPairs LOGFMT =
      new LineParser.LogfmtPairs(List.of(), false, false);

  private final int limit;
  private final Map<String, Found> fields = new TreeMap<>();

  /** What is known of a field so far. */
  private static final class Found {
    final DetectedField.Type type;
    final TreeSet<String> values = new TreeSet<>();
    final TreeSet<String> parsers = new TreeSet<>();
    List<String> path = List.of();

    Found(String value) {
      type = DetectedField.Type.of(value);
    }
  }

  private DetectedFields(int limit) {
    this.limit = limit;
  }

  /**
   * Fields by their label.
   *
   * @param limit of fields; those found first
   */
  public static List<DetectedField> of(List<Entry> entries, int limit) {
    DetectedFields found = new DetectedFields(limit);
    entries.forEach(found::add);
    List<DetectedField> all = new ArrayList<>();
    found.fields.forEach((label, f) -> {
      List<String> values = List.copyOf(f.values);
      all.add(new DetectedField(label, f.type, values, List.copyOf(f.parsers), f.path));
    });
    return all;
  }

  private void add(Entry e) {
    e.metadata().forEach((name, value) -> found(name, value, "", List.of()));
    String parser = line(e) ? "json" : "logfmt";
    e.parsed().forEach((name, value) -> found(name, value, parser, List.of()));
  }

  /** Whether the line is JSON; else it was read as logfmt. */
  private boolean line(Entry e) {
    try {
      JsonNode root = LineParser.JSON.readTree(e.line());
      if (root.isObject()) {
        object(e, "", List.of(), root);
        return true;
      }
    } catch (JacksonException notJson) {
      // what is not JSON may be logfmt
    }
    Row row = new Row(e.timestamp(), e.line(), e.stream(), Labels.EMPTY);
    LOGFMT.process(row);
    row.all()
        .forEach((name, value) -> {
          if (e.stream().get(name).isEmpty()) {
            found(name, value, "logfmt", List.of());
          }
        });
    return false;
  }

  private void object(Entry e, String prefix, List<String> path, JsonNode object) {
    for (Map.Entry<String, JsonNode> child : object.properties()) {
      String own = LineParser.name(child.getKey());
      String name = prefix.isEmpty() ? own : prefix + '_' + own;
      List<String> longer = new ArrayList<>(path);
      longer.add(child.getKey());
      JsonNode value = child.getValue();
      if (value.isObject()) {
        object(e, name, longer, value);
      } else if (value.isValueNode() && !value.isNull() && !own.isEmpty()) {
        boolean taken = !e.stream().get(name).isEmpty();
        found(taken ? name + Row.EXTRACTED : name, value.asString(""), "json", longer);
      }
    }
  }

  private void found(String name, String value, String parser, List<String> path) {
    if (name.equals(Row.ERROR) || name.equals(Row.ERROR_DETAILS)) {
      return;
    }
    if (!fields.containsKey(name) && fields.size() >= limit) {
      return;
    }
    Found field = fields.computeIfAbsent(name, n -> new Found(value));
    field.values.add(value);
    if (!parser.isEmpty()) {
      field.parsers.add(parser);
    }
    if (field.path.isEmpty()) {
      field.path = path;
    }
  }
}
