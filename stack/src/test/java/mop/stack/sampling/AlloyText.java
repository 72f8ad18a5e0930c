package mop.stack.sampling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the part of Alloy's syntax that exports use: labelled blocks, attributes, comments. Values
 * are JSON, but for references, which become texts. Every block becomes an element of a list.
 */
final class AlloyText {
  private static final Pattern OPEN = Pattern.compile("([\\w.]+)( \"\\w+\")? \\{");
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+) *= (.*)");
  private static final Pattern REFERENCE = Pattern.compile("\\[([a-z.]+)]");

  private AlloyText() {}

  static ObjectNode read(String text) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    Deque<ObjectNode> open = new ArrayDeque<>(List.of(root));
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher block = OPEN.matcher(line);
      Matcher attribute = ATTRIBUTE.matcher(line);
      if (line.equals("}")) {
        open.pop();
        open.element();
      } else if (block.matches()) {
        ObjectNode child = JsonNodeFactory.instance.objectNode();
        list(open.element(), block.group(1)).add(child);
        open.push(child);
      } else if (attribute.matches()) {
        open.element().set(attribute.group(1), value(attribute.group(2)));
      } else if (!line.isEmpty() && !line.startsWith("//")) {
        throw new IllegalArgumentException(line);
      }
    }
    if (open.size() != 1) {
      throw new IllegalArgumentException(open.size() - 1 + " blocks are not closed");
    }
    return root;
  }

  private static ArrayNode list(ObjectNode parent, String name) {
    JsonNode known = parent.get(name);
    return known == null ? parent.putArray(name) : (ArrayNode) known;
  }

  private static JsonNode value(String text) {
    Matcher reference = REFERENCE.matcher(text);
    return new JsonMapper()
        .readTree(reference.matches() ? "[\"" + reference.group(1) + "\"]" : text);
  }

  /** Every policy of a processor or of another policy, in the form that the Collector has them. */
  static List<JsonNode> policies(ObjectNode component, String name) {
    List<JsonNode> policies = new ArrayList<>();
    for (JsonNode block : component.path(name)) {
      policies.add(asCollector((ObjectNode) block));
    }
    return policies;
  }

  /** Single blocks as mappings; those that are lists in the Collector stay lists. */
  private static JsonNode asCollector(ObjectNode block) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    block
        .properties()
        .forEach(entry -> {
          String key = entry.getKey();
          boolean blocks = entry.getValue().path(0).isObject();
          if (!blocks) {
            out.set(key, entry.getValue());
          } else if (key.equals("rate_allocation")
              || (key.endsWith("_sub_policy") && !key.equals("not_sub_policy"))) {
            policies(block, key).forEach(list(out, key)::add);
          } else {
            out.set(key, asCollector((ObjectNode) entry.getValue().get(0)));
          }
        });
    return out;
  }
}
