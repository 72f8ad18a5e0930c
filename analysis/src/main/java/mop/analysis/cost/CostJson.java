package mop.analysis.cost;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers other than results as JSON: keys in the order of the records, decimals as they are and
 * never in powers of ten, lines that end in {@code \n} everywhere.
 */
public final class CostJson {
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT))
          .build();

  private CostJson() {}

  /** The document of a record, ending in a newline. */
  public static String write(Object answer) {
    return MAPPER.writeValueAsString(answer) + "\n";
  }
}
