package mop.analysis.input;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML text as a tree that still knows on which line each field stands, and numbers with the
 * digits they are written with.
 */
public final class YamlDocument {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String file;
  private final JsonNode root;
  private final Map<String, Integer> lines;

  private YamlDocument(String file, JsonNode root, Map<String, Integer> lines) {
    this.file = file;
    this.root = root;
    this.lines = lines;
  }

  /**
   * Parses a document.
   *
   * @param file name used in messages
   * @throws InvalidInput when the text is not YAML, naming file and line
   */
  public static YamlDocument parse(String file, String text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      if (!root.isObject()) {
        throw new InvalidInput(
            file + ":1", "no mapping at the top", "'key: value' lines", "See docs/formats.md.");
      }
      return new YamlDocument(file, root, linesByPath(text));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String problem = e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
      throw new InvalidInput(
          file + ":" + line, "not valid YAML (" + problem + ")", "YAML 1.1", "Mend that line.");
    }
  }

  public JsonNode root() {
    return root;
  }

  /**
   * Where a field stands, for messages: {@code file:line: field}.
   *
   * @param path dotted path with indices in brackets: {@code treatments[2].name}
   */
  public String where(String path) {
    String known = path;
    while (!known.isEmpty() && !lines.containsKey(known)) {
      int cut = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
      known = cut < 0 ? "" : known.substring(0, cut);
    }
    return file + ":" + lines.getOrDefault(known, 1) + (path.isEmpty() ? "" : ": " + path);
  }

  private static Map<String, Integer> linesByPath(String text) {
    Map<String, Integer> lines = new HashMap<>();
    Deque<Frame> frames = new ArrayDeque<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int line = parser.currentTokenLocation().getLineNr();
        switch (token) {
          case PROPERTY_NAME -> {
            name = frames.element().child(parser.currentName());
            lines.putIfAbsent(name, line);
          }
          case START_OBJECT, START_ARRAY -> {
            name = inArray(frames) ? frames.element().nextItem() : name;
            lines.putIfAbsent(name, line);
            frames.push(new Frame(name, token == JsonToken.START_ARRAY));
          }
          case END_OBJECT, END_ARRAY -> frames.pop();
          default -> {
            if (inArray(frames)) {
              lines.putIfAbsent(frames.element().nextItem(), line);
            }
          }
        }
      }
    }
    return lines;
  }

  private static boolean inArray(Deque<Frame> frames) {
    return !frames.isEmpty() && frames.element().array;
  }

  private static final class Frame {
    private final String path;
    private final boolean array;
    private int items;

    Frame(String path, boolean array) {
      this.path = path;
      this.array = array;
    }

    String child(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }

    String nextItem() {
      return path + "[" + items++ + "]";
    }
  }
}
