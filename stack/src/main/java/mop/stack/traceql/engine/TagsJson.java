package mop.stack.traceql.engine;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Value;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of Tempo's {@code /api/v2/search/tags} and {@code /api/v2/search/tag/…/values}. */
public final class TagsJson {
  /** What Tempo lists under the scope {@code intrinsic}. */
  private static final List<String> INTRINSICS =
      List.of(
          "duration",
          "event:name",
          "event:timeSinceStart",
          "instrumentation:name",
          "instrumentation:version",
          "kind",
          "link:spanID",
          "link:traceID",
          "name",
          "rootName",
          "rootServiceName",
          "span:duration",
          "span:id",
          "span:kind",
          "span:name",
          "span:parentID",
          "span:status",
          "span:statusMessage",
          "status",
          "statusMessage",
          "trace:duration",
          "trace:id",
          "trace:rootName",
          "trace:rootService",
          "traceDuration");

  private TagsJson() {}

  /**
   * @param intrinsics whether what every span has is listed too
   */
  public static ObjectNode names(Map<Scope, SortedSet<String>> names, boolean intrinsics) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    ArrayNode scopes = o.putArray("scopes");
    names.forEach((scope, keys) -> {
      ObjectNode s = scopes.addObject().put("name", scope.word());
      ArrayNode tags = s.putArray("tags");
      keys.forEach(tags::add);
    });
    if (intrinsics) {
      ArrayNode tags = scopes.addObject().put("name", "intrinsic").putArray("tags");
      INTRINSICS.forEach(tags::add);
    }
    o.putObject("metrics");
    return o;
  }

  public static ObjectNode values(List<Value> values) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    ArrayNode list = o.putArray("tagValues");
    values.forEach(v -> list.addObject().put("type", type(v)).put("value", v.text()));
    o.putObject("metrics");
    return o;
  }

  private static String type(Value v) {
    return switch (v) {
      case Value.Int _ -> "int";
      case Value.Real _ -> "float";
      case Value.Bool _ -> "bool";
      case Value.Duration _ -> "duration";
      case Value.Status _, Value.Kind _ -> "keyword";
      case Value.Text _, Value.Nil _, Value.Many _ -> "string";
    };
  }
}
