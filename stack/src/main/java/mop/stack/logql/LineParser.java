package mop.stack.logql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.logs.Logfmt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stages that take labels out of the line. */
sealed interface LineParser extends Stage {
  /** Loki stops at the end of the first value; what follows does not matter. */
  JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * A label to fill from a place in the line.
   *
   * @param path names and, as text of digits, places in lists
   */
  record Wanted(String label, List<String> path) {}

  /** What is no letter, digit or underscore becomes an underscore; none leads with a digit. */
  static String name(String key) {
    StringBuilder name = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        name.append('_');
      }
      name.append(letter || digit ? c : '_');
    }
    return name.toString();
  }

  /**
   * All values of a JSON object, those of nested objects behind their names; lists are left out.
   */
  record Json(List<Wanted> wanted) implements LineParser {
    @Override
    public boolean process(Row row) {
      try {
        JsonNode root = JSON.readTree(row.line);
        if (!wanted.isEmpty()) {
          wanted.forEach(w -> row.extract(w.label, at(root, w.path)));
        } else if (root.isObject()) {
          flatten("", root, row);
        } else {
          row.fail("JSONParserErr", "Value looks like object, but can't find closing '}' symbol");
        }
      } catch (JacksonException e) {
        row.fail("JSONParserErr", e.getOriginalMessage());
      }
      return true;
    }

    private static void flatten(String prefix, JsonNode object, Row row) {
      for (Map.Entry<String, JsonNode> e : object.properties()) {
        String own = name(e.getKey());
        String path = prefix.isEmpty() ? own : prefix + '_' + own;
        if (e.getValue().isObject()) {
          flatten(path, e.getValue(), row);
        } else if (e.getValue().isValueNode() && !e.getValue().isNull() && !own.isEmpty()) {
          row.extract(path, e.getValue().asString(""));
        }
      }
    }

    private static String at(JsonNode root, List<String> path) {
      JsonNode node = root;
      for (String step : path) {
        node =
            node.isArray() && step.matches("\\d{1,9}")
                ? node.path(Integer.parseInt(step))
                : node.path(step);
      }
      return node.isMissingNode() || node.isNull()
          ? ""
          : node.isContainer() ? node.toString() : node.asString("");
    }
  }

  /** Pairs of key and value; of a key given twice the first counts. */
  record LogfmtPairs(List<Wanted> wanted, boolean strict, boolean keepEmpty) implements LineParser {
    @Override
    public boolean process(Row row) {
      Map<String, String> found = new LinkedHashMap<>();
      Logfmt pairs = new Logfmt(row.line);
      boolean more = true;
      while (more) {
        while (pairs.next()) {
          String value = pairs.value();
          if (keepEmpty || (value != null && !value.isEmpty())) {
            found.putIfAbsent(name(pairs.key()), value == null ? "" : value);
          }
        }
        String problem = pairs.problem();
        more = problem != null && !strict && pairs.resume();
        if (problem != null && strict) {
          row.fail("LogfmtParserErr", problem);
        }
      }
      if (wanted.isEmpty()) {
        found.forEach(row::extract);
      } else {
        wanted.forEach(w -> row.extract(w.label, found.getOrDefault(name(w.path.getFirst()), "")));
      }
      return true;
    }
  }

  record Regexp(Pattern pattern) implements LineParser {
    static Regexp of(String text, int at) {
      try {
        Pattern p = Pattern.compile(text);
        if (p.namedGroups().isEmpty()) {
          throw Lexer.wrong(at, "the regular expression has no named group (?P<name>…)");
        }
        return new Regexp(p);
      } catch (PatternSyntaxException e) {
        throw Lexer.wrong(at, "no regular expression (" + e.getMessage() + ")");
      }
    }

    @Override
    public boolean process(Row row) {
      Matcher m = pattern.matcher(row.line);
      if (m.find()) {
        for (String group : pattern.namedGroups().keySet()) {
          String value = m.group(group);
          row.extract(name(group), value == null ? "" : value);
        }
      }
      return true;
    }
  }

  record PatternCaptures(LinePattern pattern) implements LineParser {
    @Override
    public boolean process(Row row) {
      pattern.captures(row.line).forEach(row::extract);
      return true;
    }
  }

  /** The texts of a JSON object that Promtail packed: one with {@code _entry}, the line. */
  record Unpack() implements LineParser {
    private static final String ENTRY = "_entry";

    @Override
    public boolean process(Row row) {
      try {
        JsonNode root = JSON.readTree(row.line);
        if (!root.isObject()) {
          row.fail("JSONParserErr", "expecting json object");
          return true;
        }
        if (!root.path(ENTRY).isString()) {
          return true;
        }
        for (Map.Entry<String, JsonNode> e : root.properties()) {
          if (e.getValue().isString() && !e.getKey().equals(ENTRY)) {
            row.extract(name(e.getKey()), e.getValue().stringValue());
          }
        }
        row.line = root.path(ENTRY).stringValue();
      } catch (JacksonException e) {
        row.fail("JSONParserErr", e.getOriginalMessage());
      }
      return true;
    }
  }
}
