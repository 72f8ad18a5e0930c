package mop.stack.logs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mop.stack.labels.Labels;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the level of a log entry as Loki's distributor does ({@code discover_log_levels}, on by
 * default): from the stream's labels, from structured metadata, from OTLP's severity number, from a
 * field of a JSON or logfmt line, from a word in the line.
 */
final class DetectedLevel {
  static final String NAME = "detected_level";

  private static final String UNKNOWN = "unknown";
  private static final int JSON_DEPTH = 2;
  private static final JsonFactory JSON = new JsonFactory();

  /** Loki's {@code log_level_fields}. */
  private static final List<String> FIELDS =
      List.of(
          "level",
          "LEVEL",
          "Level",
          "log.level",
          "severity",
          "SEVERITY",
          "Severity",
          "SeverityText",
          "lvl",
          "LVL",
          "Lvl",
          "severity_text",
          "Severity_Text",
          "SEVERITY_TEXT");

  private static final List<String> WORDS =
      List.of("trace", "debug", "fatal", "critical", "error", "err", "warning", "warn", "info");
  private static final String BEFORE_WORD = " \t\n[({\"'=|";
  private static final String BEHIND_WORD = " \t\n[](){}:,!\"'=|";

  private DetectedLevel() {}

  /** The entry's structured metadata with its level. */
  static Labels add(Labels stream, Labels metadata, String line) {
    String given = metadata.get(NAME);
    String level = given.isEmpty() ? detect(stream, metadata, line) : normal(given);
    return level.isEmpty() || level.equals(given)
        ? metadata
        : metadata.toBuilder().set(NAME, level).build();
  }

  private static String detect(Labels stream, Labels metadata, String line) {
    for (Labels labels : List.of(stream, metadata)) {
      for (String field : FIELDS) {
        String value = labels.get(field);
        if (!value.isEmpty()) {
          return normal(value);
        }
      }
    }
    String number = metadata.get("severity_number");
    return number.isEmpty() ? fromLine(line) : fromSeverity(number);
  }

  /** A level's usual name; any other text as it is. */
  private static String normal(String level) {
    return known(level).orElse(level);
  }

  private static Optional<String> known(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "trace", "trc" -> Optional.of("trace");
      case "debug", "dbg" -> Optional.of("debug");
      case "info", "inf", "information" -> Optional.of("info");
      case "warn", "wrn", "warning" -> Optional.of("warn");
      case "error", "err" -> Optional.of("error");
      case "critical" -> Optional.of("critical");
      case "fatal" -> Optional.of("fatal");
      default -> Optional.empty();
    };
  }

  /** Severity numbers of OpenTelemetry's log data model: four to a level, from trace to fatal. */
  private static String fromSeverity(String text) {
    if (!text.matches("-?[0-9]{1,9}")) {
      return "info";
    }
    int number = Integer.parseInt(text);
    if (number == 0 || number > 24) {
      return UNKNOWN;
    }
    return List.of("trace", "debug", "info", "warn", "error", "fatal")
        .get(Math.max(0, (number - 1) / 4));
  }

  private static String fromLine(String line) {
    String field = "";
    String bare = line.strip();
    if (bare.startsWith("{") && bare.endsWith("}")) {
      field = jsonField(bare);
    } else if (line.indexOf('=') >= 0) {
      field = logfmtField(line);
    }
    return known(field).orElseGet(() -> firstWord(line));
  }

  private static String jsonField(String line) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), line)) {
      in.nextToken();
      int depth = 1;
      for (JsonToken t = in.nextToken(); t != null && depth > 0; t = in.nextToken()) {
        if (t == JsonToken.END_OBJECT) {
          depth--;
        } else if (t == JsonToken.START_OBJECT && depth < JSON_DEPTH) {
          depth++;
        } else if (t.isStructStart()) {
          in.skipChildren();
        } else if (t == JsonToken.VALUE_STRING && FIELDS.contains(in.currentName())) {
          return in.getString();
        }
      }
    } catch (JacksonException notJson) {
      return "";
    }
    return "";
  }

  private static String logfmtField(String line) {
    Logfmt pairs = new Logfmt(line);
    int best = FIELDS.size();
    String found = "";
    while (best > 0 && pairs.next()) {
      int place = place(pairs.key(), best);
      String value = pairs.value();
      if (place < best) {
        best = place;
        found = value == null ? "" : value;
      }
    }
    return found;
  }

  private static int place(String key, int best) {
    for (int i = 0; i < best; i++) {
      if (FIELDS.get(i).equalsIgnoreCase(key)) {
        return i;
      }
    }
    return best;
  }

  private static String firstWord(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    int first = lower.length();
    String level = UNKNOWN;
    for (String word : WORDS) {
      int at = indexOfWord(lower, word);
      if (at >= 0 && at < first) {
        first = at;
        level = normal(word);
      }
    }
    return level;
  }

  private static int indexOfWord(String line, String word) {
    int at = line.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      boolean begins = at == 0 || BEFORE_WORD.indexOf(line.charAt(at - 1)) >= 0;
      if (begins && (end == line.length() || BEHIND_WORD.indexOf(line.charAt(end)) >= 0)) {
        return at;
      }
      at = line.indexOf(word, at + 1);
    }
    return -1;
  }
}
