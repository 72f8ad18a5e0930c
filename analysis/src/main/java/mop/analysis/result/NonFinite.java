package mop.analysis.result;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks for numbers that JSON cannot write. */
final class NonFinite {
  private NonFinite() {}

  /** JSON pointer of the first NaN or infinity of the tree, in document order. */
  static Optional<String> find(JsonNode node) {
    return find(node, "");
  }

  private static Optional<String> find(JsonNode node, String pointer) {
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      return Optional.of(pointer);
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Optional<String> found = find(entry.getValue(), pointer + "/" + entry.getKey());
      if (found.isPresent()) {
        return found;
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      Optional<String> found = find(node.get(i), pointer + "/" + i);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
