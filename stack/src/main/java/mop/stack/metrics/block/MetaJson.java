package mop.stack.metrics.block;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mop.stack.metrics.block.BlockMeta.Compaction;
import mop.stack.metrics.block.BlockMeta.Parent;
import mop.stack.metrics.block.BlockMeta.Stats;
import mop.stack.metrics.block.ThanosMeta.SizedFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@link BlockMeta} as JSON, in the order and with the tabs of Prometheus. */
final class MetaJson {
  private MetaJson() {}

  static byte[] write(BlockMeta m) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    o.put("ulid", m.ulid().toString()).put("minTime", m.minTime()).put("maxTime", m.maxTime());
    Stats s = m.stats();
    ObjectNode stats = o.putObject("stats");
    putUnlessZero(stats, "numSamples", s.samples());
    putUnlessZero(stats, "numFloatSamples", s.floats());
    putUnlessZero(stats, "numHistogramSamples", s.histograms());
    putUnlessZero(stats, "numSeries", s.series());
    putUnlessZero(stats, "numChunks", s.chunks());
    putUnlessZero(stats, "numTombstones", s.tombstones());
    compaction(m.compaction(), o.putObject("compaction"));
    o.put("version", 1);
    m.thanos().ifPresent(t -> thanos(t, o.putObject("thanos")));
    StringBuilder text = new StringBuilder();
    indent(o, 0, text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void putUnlessZero(ObjectNode o, String name, long value) {
    if (value != 0) {
      o.put(name, value);
    }
  }

  private static void compaction(Compaction c, ObjectNode o) {
    o.put("level", c.level());
    if (!c.sources().isEmpty()) {
      ArrayNode sources = o.putArray("sources");
      c.sources().forEach(u -> sources.add(u.toString()));
    }
    if (c.deletable()) {
      o.put("deletable", true);
    }
    if (!c.parents().isEmpty()) {
      ArrayNode parents = o.putArray("parents");
      for (Parent p : c.parents()) {
        ObjectNode parent = parents.addObject().put("ulid", p.ulid().toString());
        parent.put("minTime", p.minTime()).put("maxTime", p.maxTime());
      }
    }
    if (c.failed()) {
      o.put("failed", true);
    }
    if (!c.hints().isEmpty()) {
      ArrayNode hints = o.putArray("hints");
      c.hints().forEach(hints::add);
    }
  }

  private static void thanos(ThanosMeta t, ObjectNode o) {
    o.put("version", 1);
    ObjectNode labels = o.putObject("labels");
    new TreeMap<>(t.labels()).forEach(labels::put);
    o.putObject("downsample").put("resolution", t.resolutionMillis());
    o.put("source", t.source());
    ArrayNode segments = o.putArray("segment_files");
    ArrayNode files = o.putArray("files");
    for (SizedFile f : t.files()) {
      if (f.path().startsWith("chunks/")) {
        segments.add(f.path().substring("chunks/".length()));
      }
      ObjectNode file = files.addObject().put("rel_path", f.path());
      if (f.bytes() >= 0) {
        file.put("size_bytes", f.bytes());
      }
    }
  }

  /** As Go's encoding/json indents with a tab. */
  private static void indent(JsonNode node, int depth, StringBuilder out) {
    if (!node.isContainer() || node.isEmpty()) {
      out.append(node);
      return;
    }
    out.append(node.isArray() ? '[' : '{');
    String separator = "\n" + "\t".repeat(depth + 1);
    if (node.isArray()) {
      for (JsonNode element : node) {
        out.append(separator);
        indent(element, depth + 1, out);
        separator = ",\n" + "\t".repeat(depth + 1);
      }
    } else {
      for (Map.Entry<String, JsonNode> e : node.properties()) {
        out.append(separator).append('"').append(e.getKey()).append("\": ");
        indent(e.getValue(), depth + 1, out);
        separator = ",\n" + "\t".repeat(depth + 1);
      }
    }
    out.append('\n').append("\t".repeat(depth)).append(node.isArray() ? ']' : '}');
  }

  /**
   * @throws IllegalArgumentException when it is no such document, with the reason
   */
  static BlockMeta read(byte[] json) {
    JsonNode o;
    try {
      o = JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    if (o.path("version").asInt(0) != 1) {
      throw new IllegalArgumentException("version " + o.path("version") + " instead of 1");
    }
    JsonNode s = o.path("stats");
    Stats stats =
        new Stats(
            s.path("numSamples").asLong(0),
            s.path("numFloatSamples").asLong(0),
            s.path("numHistogramSamples").asLong(0),
            s.path("numSeries").asLong(0),
            s.path("numChunks").asLong(0),
            s.path("numTombstones").asLong(0));
    long minTime = time(o, "minTime");
    long maxTime = time(o, "maxTime");
    if (minTime > maxTime) {
      throw new IllegalArgumentException("minTime " + minTime + " above maxTime " + maxTime);
    }
    return new BlockMeta(
        ulid(o), minTime, maxTime, stats, readCompaction(o.path("compaction")), readThanos(o));
  }

  private static Compaction readCompaction(JsonNode c) {
    List<Ulid> sources = new ArrayList<>();
    c.path("sources").forEach(u -> sources.add(Ulid.parse(u.asString(""))));
    List<Parent> parents = new ArrayList<>();
    for (JsonNode p : c.path("parents")) {
      parents.add(new Parent(ulid(p), time(p, "minTime"), time(p, "maxTime")));
    }
    List<String> hints = new ArrayList<>();
    c.path("hints").forEach(h -> hints.add(h.asString("")));
    return new Compaction(
        c.path("level").asInt(1),
        sources,
        c.path("deletable").asBoolean(false),
        parents,
        c.path("failed").asBoolean(false),
        hints);
  }

  private static Optional<ThanosMeta> readThanos(JsonNode o) {
    JsonNode t = o.path("thanos");
    if (!t.isObject()) {
      return Optional.empty();
    }
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : t.path("labels").properties()) {
      labels.put(e.getKey(), e.getValue().asString(""));
    }
    List<SizedFile> files = new ArrayList<>();
    for (JsonNode f : t.path("files")) {
      files.add(new SizedFile(f.path("rel_path").asString(""), f.path("size_bytes").asLong(-1)));
    }
    long resolution = t.path("downsample").path("resolution").asLong(0);
    return Optional.of(new ThanosMeta(labels, resolution, t.path("source").asString(""), files));
  }

  private static Ulid ulid(JsonNode o) {
    return Ulid.parse(o.path("ulid").asString(""));
  }

  private static long time(JsonNode o, String name) {
    JsonNode v = o.path(name);
    if (!v.canConvertToLong()) {
      throw new IllegalArgumentException("no whole number \"" + name + '"');
    }
    return v.asLong();
  }
}
