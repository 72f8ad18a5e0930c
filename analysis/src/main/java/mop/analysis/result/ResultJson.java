package mop.analysis.result;

import mop.analysis.input.InvalidInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads {@code result.json}. The same result always gives the same bytes: keys stand in
 * the order of the records, maps in the order of their keys, lines end in {@code \n}, numbers are
 * written as Java writes them and never in a locale. Every document is checked against {@link
 * ResultSchema} on the way out and on the way in.
 */
public final class ResultJson {
  private static final JsonMapper MAPPER = mapper();

  private ResultJson() {}

  /**
   * The document of a result, ending in a newline.
   *
   * @throws IllegalArgumentException when a number is NaN or infinite, or the document breaks the
   *     published schema; the message has the JSON pointer of the field. Either is a mistake of the
   *     caller, not of the user
   */
  public static String write(Result result) {
    JsonNode tree = MAPPER.valueToTree(result);
    NonFinite.find(tree)
        .ifPresent(pointer -> {
          throw new IllegalArgumentException(
              "result: "
                  + pointer
                  + ": not a finite number; a figure that cannot be computed is left out with its"
                  + " reason, never written as NaN or infinity");
        });
    ResultSchema.violation(tree)
        .ifPresent(violation -> {
          throw new IllegalArgumentException("result: " + violation);
        });
    return MAPPER.writeValueAsString(result) + "\n";
  }

  /**
   * The result of a document.
   *
   * @param where the file's name, for messages
   * @throws InvalidInput when it is not JSON (with line and column), has a number out of range, or
   *     breaks the published schema (with the JSON pointer)
   */
  public static Result read(String document, String where) {
    try {
      JsonNode tree = MAPPER.readTree(document);
      ResultSchema.violation(tree)
          .ifPresent(violation -> {
            throw broken(where + ": " + violation);
          });
      NonFinite.find(tree)
          .ifPresent(pointer -> {
            throw broken(where + ": " + pointer + ": a number too large for a double");
          });
      return MAPPER.readValue(document, Result.class);
    } catch (JacksonException e) {
      throw broken(where + position(e) + ": " + firstLine(e.getOriginalMessage()));
    }
  }

  private static InvalidInput broken(String problem) {
    return new InvalidInput(
        problem
            + ". Expected a document "
            + Result.SCHEMA
            + "; write it again with ./workbench run --resume RUN-DIR.");
  }

  private static String position(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 0 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }

  private static JsonMapper mapper() {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return JsonMapper.builder()
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .defaultPrettyPrinter(
            new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indent)
                .withArrayIndenter(indent))
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }
}
