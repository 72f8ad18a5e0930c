package mop.analysis.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.TraceTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded traces of real systems with labelled faults, one OTLP/JSON request a line. */
final class RecordedBlocks {
  static final Path FOLDER = Path.of("..", "..", "shared", "data", "traces");

  private RecordedBlocks() {}

  static TraceTable traces(Path folder) {
    TraceTable.Builder table = new TraceTable.Builder();
    Path file = folder.resolve("traces.otlp.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(table, JsonMapper.shared().readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table.build();
  }

  private record Located(String service, JsonNode span) {}

  private static void add(TraceTable.Builder table, JsonNode request) {
    Map<String, Integer> position = new HashMap<>();
    List<Located> spans = new ArrayList<>();
    for (JsonNode resource : request.path("resourceSpans")) {
      String service = resource.at("/resource/attributes/0/value/stringValue").asString();
      for (JsonNode scope : resource.path("scopeSpans")) {
        for (JsonNode span : scope.path("spans")) {
          position.put(span.path("spanId").asString(), spans.size());
          spans.add(new Located(service, span));
        }
      }
    }
    String id = spans.getFirst().span().path("traceId").asString();
    table.beginTrace(
        Long.parseUnsignedLong(id.substring(0, 16), 16),
        Long.parseUnsignedLong(id.substring(16), 16));
    for (Located located : spans) {
      JsonNode span = located.span();
      long start = Long.parseLong(span.path("startTimeUnixNano").asString());
      long end = Long.parseLong(span.path("endTimeUnixNano").asString());
      table.span(
          table.operation(located.service(), span.path("name").asString()),
          position.getOrDefault(span.path("parentSpanId").asString(), TraceTable.NO_PARENT),
          start,
          end - start,
          span.path("kind").asInt(),
          span.at("/status/code").asInt() == 2);
    }
  }

  static List<Fault> faults(Path folder) {
    List<Fault> faults = new ArrayList<>();
    JsonNode labels = JsonMapper.shared().readTree(folder.resolve("labels.json"));
    for (JsonNode fault : labels.path("faults")) {
      faults.add(
          new Fault(
              "fault-" + faults.size(),
              fault.path("type").asString(),
              fault.path("start").asLong() * 1_000_000_000L,
              fault.path("end").asLong() * 1_000_000_000L,
              fault.path("rootCauseService").asString(),
              fault.path("visibleInLatency").asBoolean()));
    }
    return faults;
  }
}
