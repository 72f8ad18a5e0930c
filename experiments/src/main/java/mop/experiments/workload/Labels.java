package mop.experiments.workload;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import mop.analysis.input.InvalidInput;
import mop.analysis.telemetry.Fault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ground truth beside recorded telemetry: {@code labels.json}. */
final class Labels {
  static final String FILE = "labels.json";
  private static final JsonMapper MAPPER = new JsonMapper();

  private Labels() {}

  /**
   * Reads the faults of a labels file, sorted by start; empty when there is no such file.
   *
   * @throws InvalidInput naming file and field when a label cannot be used
   */
  static List<Fault> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    JsonNode faults;
    try {
      faults = MAPPER.readTree(Files.readString(file)).path("faults");
    } catch (MalformedInputException e) {
      throw new InvalidInput(file.toString(), "not UTF-8", "JSON in UTF-8", "Save it as UTF-8.");
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new InvalidInput(
          file + ":" + line, "not JSON", "an object with 'faults'", "See docs/formats.md.");
    }
    if (!faults.isArray()) {
      throw new InvalidInput(
          file.toString(), "no array 'faults'", "\"faults\": [ … ]", "See docs/formats.md.");
    }
    List<Fault> read = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      read.add(fault(file + ": faults[" + i + "]", i, faults.get(i)));
    }
    read.sort(Comparator.comparingLong(Fault::startNanos).thenComparing(Fault::id));
    return List.copyOf(read);
  }

  private static Fault fault(String where, int index, JsonNode node) {
    long start = seconds(where, node, "start");
    long end = seconds(where, node, "end");
    if (end <= start) {
      throw new InvalidInput(
          where, "end " + end + " is not after start " + start, "end > start", "Mend the label.");
    }
    String kind = text(where, node, "type");
    JsonNode visible = node.path("visibleInLatency");
    if (!visible.isBoolean()) {
      throw new InvalidInput(
          where + ".visibleInLatency", "got " + visible, "true or false", "Mend the label.");
    }
    return new Fault(
        String.format(Locale.ROOT, "%03d-%s", index, kind),
        kind,
        Math.multiplyExact(start, 1_000_000_000L),
        Math.multiplyExact(end, 1_000_000_000L),
        text(where, node, "rootCauseService"),
        visible.booleanValue());
  }

  private static long seconds(String where, JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || value.longValue() < 0 || value.longValue() > 9_000_000_000L) {
      throw new InvalidInput(
          where + "." + key, "got " + value, "Unix time in whole seconds", "Mend the label.");
    }
    return value.longValue();
  }

  private static String text(String where, JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new InvalidInput(where + "." + key, "got " + value, "a text", "Mend the label.");
    }
    return value.stringValue();
  }
}
