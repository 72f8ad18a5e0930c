package mop.stack.traces;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mop.stack.traces.DedicatedColumn.Option;
import mop.stack.traces.DedicatedColumn.Scope;
import mop.stack.traces.DedicatedColumn.ValueType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The object {@code meta.json} of a block.
 *
 * @param format encoding by its name: {@code vParquet5}
 * @param startTime earliest start of a span, in whole seconds
 * @param endTime latest end of a span, in whole seconds
 * @param traces rows of the block
 * @param size of {@code data.parquet} in bytes
 * @param compactionLevel 0 for a block that was never compacted
 * @param rowGroups row groups of {@code data.parquet}
 * @param bloomShards objects {@code bloom-0} and so on
 * @param footerSize of {@code data.parquet} in bytes
 * @param replicationFactor 1 for blocks as Tempo 3.0's live store writes them
 */
public record BlockMeta(
    String format,
    String blockId,
    String tenant,
    Instant startTime,
    Instant endTime,
    long traces,
    long size,
    int compactionLevel,
    int rowGroups,
    int bloomShards,
    int footerSize,
    List<DedicatedColumn> dedicatedColumns,
    int replicationFactor) {
  private static final String COMPACTED_TIME = "compactedTime";

  public BlockMeta {
    dedicatedColumns = List.copyOf(dedicatedColumns);
  }

  /** The JSON as Tempo writes it, in its order of fields. */
  byte[] json() {
    return describe(JsonMapper.shared().createObjectNode());
  }

  /**
   * The JSON of {@code meta.compacted.json}. Tempo copies {@code meta.json} and takes the time from
   * the object store; here the time is written down, under the name that Tempo reads too.
   */
  byte[] compactedJson(Instant compacted) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    return describe(o.put(COMPACTED_TIME, compacted.toString()));
  }

  /** When the block of a {@code meta.compacted.json} was compacted, if that says so. */
  static Optional<Instant> compactedTime(byte[] json) {
    try {
      JsonNode time = JsonMapper.shared().readTree(json).path(COMPACTED_TIME);
      return time.isString() ? Optional.of(Instant.parse(time.asString())) : Optional.empty();
    } catch (JacksonException | DateTimeException e) {
      throw new IllegalArgumentException(COMPACTED_TIME + ": " + e.getMessage(), e);
    }
  }

  private byte[] describe(ObjectNode o) {
    o.put("format", format).put("blockID", blockId).put("tenantID", tenant);
    o.put("startTime", startTime.toString()).put("endTime", endTime.toString());
    o.put("totalObjects", traces).put("size", size).put("compactionLevel", compactionLevel);
    o.put("indexPageSize", 0).put("totalRecords", rowGroups);
    o.put("bloomShards", bloomShards).put("footerSize", footerSize);
    ArrayNode columns = o.putArray("dedicatedColumns");
    for (DedicatedColumn c : dedicatedColumns) {
      ObjectNode column = columns.addObject();
      if (c.scope() != Scope.SPAN) {
        column.put("s", c.scope().json);
      }
      column.put("n", c.name());
      if (c.type() != ValueType.STRING) {
        column.put("t", c.type().json);
      }
      if (!c.options().isEmpty()) {
        ArrayNode options = column.putArray("o");
        c.options().forEach(option -> options.add(option.json));
      }
    }
    if (replicationFactor != 0) {
      o.put("replicationFactor", replicationFactor);
    }
    return o.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException when it is not such an object
   */
  static BlockMeta parse(byte[] json) {
    try {
      JsonNode o = JsonMapper.shared().readTree(json);
      List<DedicatedColumn> columns = new ArrayList<>();
      for (JsonNode c : o.path("dedicatedColumns")) {
        columns.add(column(c));
      }
      return new BlockMeta(
          text(o, "format"),
          text(o, "blockID"),
          text(o, "tenantID"),
          Instant.parse(text(o, "startTime")),
          Instant.parse(text(o, "endTime")),
          o.path("totalObjects").asLong(0),
          o.path("size").asLong(0),
          o.path("compactionLevel").asInt(0),
          o.path("totalRecords").asInt(0),
          o.path("bloomShards").asInt(0),
          o.path("footerSize").asInt(0),
          columns,
          o.path("replicationFactor").asInt(0));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static DedicatedColumn column(JsonNode c) {
    List<Option> options = new ArrayList<>();
    c.path("o").forEach(o -> options.add(Option.valueOf(o.asString().toUpperCase(Locale.ROOT))));
    return new DedicatedColumn(
        Scope.valueOf(c.path("s").asString("span").toUpperCase(Locale.ROOT)),
        ValueType.valueOf(c.path("t").asString("string").toUpperCase(Locale.ROOT)),
        c.path("n").asString(),
        options);
  }

  private static String text(JsonNode o, String name) {
    JsonNode value = o.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException("no text \"" + name + '"');
    }
    return value.asString();
  }
}
