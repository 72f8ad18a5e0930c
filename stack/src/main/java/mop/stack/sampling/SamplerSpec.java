package mop.stack.sampling;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The configuration of a sampler: what a user writes, and what makes samplers. */
public sealed interface SamplerSpec
    permits AlwaysSpec, HeadSpec, TailSpec, PublishedSpec, AdaptiveSpec {

  /** Names that {@link #parse} knows. */
  List<String> KINDS = List.of("always", "head", "tail", "published", "adaptive");

  /**
   * Reads a configuration: a name alone ({@code always}), or a mapping from the name to its
   * settings ({@code head: {ratio: 0.1}}).
   *
   * @param path where {@code node} stands, for messages: {@code treatments[1].sampler}
   * @throws InvalidInput naming the field, what is expected and the nearest right word
   */
  static SamplerSpec parse(JsonNode node, String path) {
    if (node.isString()) {
      return parse(node.stringValue(), JsonNodeFactory.instance.objectNode(), path);
    }
    if (!node.isObject() || node.size() != 1) {
      throw new InvalidInput(
          path,
          node.isObject() ? "names " + node.size() + " samplers" : "is " + node,
          "one of " + String.join(", ", KINDS) + ", with its settings",
          "For example: head: {ratio: 0.1}.");
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode settings =
        only.getValue().isNull() ? JsonNodeFactory.instance.objectNode() : only.getValue();
    return parse(only.getKey(), settings, path);
  }

  private static SamplerSpec parse(String kind, JsonNode settings, String path) {
    String inside = path + "." + kind;
    return switch (kind) {
      case "always" -> AlwaysSpec.read(settings, inside);
      case "head" -> HeadSpec.read(settings, inside);
      case "tail" -> TailSpec.read(settings, inside);
      case "published" -> PublishedSpec.read(settings, inside);
      case "adaptive" -> AdaptiveSpec.read(settings, inside);
      default ->
          throw new InvalidInput(
              path,
              "no sampler '" + kind + "'",
              "one of " + String.join(", ", KINDS),
              NearestWord.hint(kind, KINDS));
    };
  }

  /** One of {@link #KINDS}. */
  String kind();

  /**
   * A new sampler of this configuration.
   *
   * @param seed chooses the random numbers of samplers that have their own; {@code head} and {@code
   *     tail} draw theirs from the trace id, as the real systems do
   */
  Sampler create(long seed);

  /**
   * The configuration for real systems, as far as it can be known before anything was sampled:
   * system name ({@code collector}, {@code alloy}) to text.
   */
  Map<String, String> export();

  /** Event time from first span to decision that the configuration asks for, nanoseconds. */
  default OptionalLong decisionWait() {
    return OptionalLong.empty();
  }

  /** Share of the arriving bytes that the configuration promises to keep, where it promises one. */
  default OptionalDouble byteBudget() {
    return OptionalDouble.empty();
  }
}
