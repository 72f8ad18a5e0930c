package mop.analysis.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random documents that the published schema allows, from a seed. */
final class DocumentGenerator {
  private static final String[] WORDS = {
    "always", "head 10 %", "naïve — “quoted”", "line\nbreak\ttab", "漢字 🚀", "back\\slash/", "{}[],:"
  };
  private final JsonNode schema = JsonMapper.shared().readTree(ResultSchema.text());
  private final JsonNodeFactory make = JsonNodeFactory.instance;
  private final UniformRandomProvider random;

  DocumentGenerator(long seed) {
    random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  JsonNode document() {
    return value(schema);
  }

  private JsonNode value(JsonNode type) {
    if (type.has("$ref")) {
      return value(schema.get("$defs").get(type.get("$ref").asString().replace("#/$defs/", "")));
    }
    if (type.has("const")) {
      return type.get("const");
    }
    if (type.has("enum")) {
      return type.get("enum").get(random.nextInt(type.get("enum").size()));
    }
    return switch (type.get("type").asString()) {
      case "object" -> type.has("properties") ? record(type) : map(type);
      case "array" -> array(type);
      case "string" -> make.stringNode(string(type));
      case "integer" -> make.numberNode(integer(type));
      case "number" -> make.numberNode(number(type));
      case "boolean" -> make.booleanNode(random.nextBoolean());
      case String other -> throw new IllegalStateException("no generator for " + other);
    };
  }

  private JsonNode record(JsonNode type) {
    List<String> required = new ArrayList<>();
    type.get("required").forEach(key -> required.add(key.asString()));
    ObjectNode node = make.objectNode();
    type.get("properties")
        .forEachEntry((key, property) -> {
          if (required.contains(key) || random.nextBoolean()) {
            node.set(key, value(property));
          }
        });
    return node;
  }

  private JsonNode map(JsonNode type) {
    ObjectNode node = make.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      node.set(WORDS[random.nextInt(WORDS.length)], value(type.get("additionalProperties")));
    }
    return node;
  }

  private JsonNode array(JsonNode type) {
    var node = make.arrayNode();
    int size = type.path("minItems").asInt(0) + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      node.add(value(type.get("items")));
    }
    return node;
  }

  private String string(JsonNode type) {
    return switch (type.path("pattern").asString("")) {
      case "^[0-9a-f]{64}$" -> String.format(java.util.Locale.ROOT, "%064x", random.nextLong());
      case "^[A-Z]{3}$" -> "USD";
      case "^\\d{4}-\\d{2}-\\d{2}$" -> "2026-11-24";
      case "" -> WORDS[random.nextInt(WORDS.length)];
      case String other -> throw new IllegalStateException("no generator for " + other);
    };
  }

  private long integer(JsonNode type) {
    return type.path("minimum").asLong(-1_000_000) + random.nextInt(1_000_000);
  }

  private BigDecimal number(JsonNode type) {
    double low = type.path("minimum").asDouble(-1e9);
    double high = type.has("exclusiveMaximum") ? 0.99 : type.path("maximum").asDouble(1e9);
    return BigDecimal.valueOf(low + (high - low) * random.nextDouble());
  }
}
