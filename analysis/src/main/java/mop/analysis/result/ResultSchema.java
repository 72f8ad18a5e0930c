package mop.analysis.result;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The published JSON Schema (draft 2020-12) of {@code result.json}. */
public final class ResultSchema {
  private static final String RESOURCE = "/mop/analysis/schema/result-v1.schema.json";

  private ResultSchema() {}

  /** The schema itself, as published. */
  public static String text() {
    try (InputStream in = ResultSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first breach, as {@code JSON pointer: what}, or nothing when the document is valid. */
  static Optional<String> violation(JsonNode document) {
    return Compiled.SCHEMA.validate(document).stream().findFirst().map(ResultSchema::describe);
  }

  private static String describe(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return (pointer.isEmpty() ? "document" : pointer) + ": " + error.getMessage();
  }

  /** Compiled on first use: reading the schema takes longer than most commands. */
  private static final class Compiled {
    static final Schema SCHEMA = compile();

    private static Schema compile() {
      SchemaRegistryConfig config =
          SchemaRegistryConfig.builder()
              .locale(Locale.ROOT)
              .pathType(PathType.JSON_POINTER)
              .build();
      return SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
          .getSchema(text(), InputFormat.JSON);
    }
  }
}
