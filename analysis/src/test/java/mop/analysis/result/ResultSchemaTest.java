package mop.analysis.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records and the published schema say the same. */
class ResultSchemaTest {
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree(ResultSchema.text());

  @Test
  void hasExactlyTheComponentsOfEachRecordInTheirOrder() {
    for (Class<?> type : records()) {
      List<String> components =
          Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
      assertThat(definition(type).get("properties").propertyNames())
          .as(type.getSimpleName())
          .containsExactlyElementsOf(components);
      assertThat(definition(type).get("additionalProperties").asBoolean())
          .as(type.getSimpleName() + ".additionalProperties")
          .isFalse();
    }
  }

  @Test
  void requiresExactlyTheComponentsThatAreNeverNull() {
    for (Class<?> type : records()) {
      List<String> nonNull =
          Arrays.stream(type.getRecordComponents())
              .filter(
                  component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
              .map(RecordComponent::getName)
              .toList();
      assertThat(definition(type).get("required").valueStream().map(JsonNode::asString))
          .as(type.getSimpleName())
          .containsExactlyElementsOf(nonNull);
    }
  }

  @Test
  void givesEachComponentTheTypeOfItsRecord() {
    for (Class<?> type : records()) {
      for (RecordComponent component : type.getRecordComponents()) {
        JsonNode property = definition(type).get("properties").get(component.getName());
        assertThat(kind(property))
            .as(type.getSimpleName() + "." + component.getName())
            .isEqualTo(kind(component.getGenericType()));
      }
    }
  }

  @Test
  void describesEveryFieldAndEveryRecord() {
    for (Class<?> type : records()) {
      assertThat(definition(type).get("description").asString()).isNotBlank();
      for (Map.Entry<String, JsonNode> property : definition(type).get("properties").properties()) {
        assertThat(property.getValue().path("description").asString(""))
            .as(type.getSimpleName() + "." + property.getKey())
            .hasSizeGreaterThan(3);
      }
    }
  }

  @Test
  void saysTheUnitOfEveryPlainNumber() {
    for (Class<?> type : records()) {
      for (Map.Entry<String, JsonNode> property : definition(type).get("properties").properties()) {
        if (Set.of("number", "integer").contains(property.getValue().path("type").asString(""))) {
          assertThat(property.getValue().get("description").asString())
              .as(type.getSimpleName() + "." + property.getKey())
              .containsPattern(
                  "fraction|count|bytes|seconds|currency|unit|probability|between 0 and 1|from 0|blocks");
        }
      }
    }
  }

  @Test
  void definesNothingThatNoRecordUses() {
    Set<String> used = new LinkedHashSet<>();
    records().forEach(type -> used.add(type.getSimpleName()));
    used.remove("Result");
    used.add("Provenance");
    assertThat(SCHEMA.get("$defs").propertyNames()).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void listsEveryProvenance() {
    List<String> written =
        Arrays.stream(Provenance.values())
            .map(value -> JsonMapper.shared().valueToTree(value).asString())
            .toList();
    assertThat(SCHEMA.at("/$defs/Provenance/enum").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(written);
  }

  private static JsonNode definition(Class<?> type) {
    return type == Result.class ? SCHEMA : SCHEMA.get("$defs").get(type.getSimpleName());
  }

  private static String kind(JsonNode property) {
    if (property.has("$ref")) {
      return property.get("$ref").asString().replace("#/$defs/", "");
    }
    return switch (property.get("type").asString()) {
      case "array" -> "list of " + kind(property.get("items"));
      case "object" -> "map of " + kind(property.get("additionalProperties"));
      case String plain -> plain;
    };
  }

  private static String kind(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return (generic.getRawType() == List.class ? "list of " : "map of ") + kind(last);
    }
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class) {
      return "boolean";
    }
    if (type == int.class || type == long.class || type == Integer.class) {
      return "integer";
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return "number";
    }
    return ((Class<?>) type).getSimpleName();
  }

  /** All record types that a result reaches. */
  private static Set<Class<?>> records() {
    Set<Class<?>> found = new LinkedHashSet<>();
    Deque<Type> open = new ArrayDeque<>(List.of(Result.class));
    while (!open.isEmpty()) {
      Type type = open.pop();
      if (type instanceof ParameterizedType generic) {
        open.addAll(List.of(generic.getActualTypeArguments()));
      } else if (type instanceof Class<?> candidate
          && candidate.isRecord()
          && found.add(candidate)) {
        for (RecordComponent component : candidate.getRecordComponents()) {
          open.add(component.getGenericType());
        }
      }
    }
    return found;
  }
}
