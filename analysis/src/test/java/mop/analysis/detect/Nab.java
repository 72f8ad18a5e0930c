package mop.analysis.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mop.analysis.detect.LabelledSeries.Window;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the Numenta Anomaly Benchmark. */
final class Nab {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]", Locale.ROOT);
  private static final double TRAINED = 0.15;
  private static final int DAY_SECONDS = 86_400;

  private Nab() {}

  /** {@code shared/data} lies beside the clone, or beside the folder of its worktrees. */
  static Path folder() {
    Path nab = Path.of("shared", "data", "anomalies", "nab");
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(nab))) {
        return at.resolve(nab);
      }
    }
    return nab;
  }

  /** The real series that are there, in the order of the labels. */
  static List<LabelledSeries> read(Path nab) throws IOException {
    JsonNode windows =
        JsonMapper.shared().readTree(Files.readString(nab.resolve("labels/combined_windows.json")));
    List<LabelledSeries> all = new ArrayList<>();
    for (String name : windows.propertyNames()) {
      Path file = nab.resolve("data").resolve(name);
      if (Files.exists(file)) {
        all.add(series(name, file, windows.get(name)));
      }
    }
    return all;
  }

  private static LabelledSeries series(String name, Path file, JsonNode windows)
      throws IOException {
    List<String> lines = Files.readAllLines(file).stream().skip(1).toList();
    long[] seconds = lines.stream().mapToLong(line -> seconds(line.split(",", -1)[0])).toArray();
    double[] values =
        lines.stream().mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1])).toArray();
    long[] steps = new long[seconds.length - 1];
    Arrays.setAll(steps, i -> seconds[i + 1] - seconds[i]);
    Arrays.sort(steps);
    int day = (int) Math.round(DAY_SECONDS / (double) steps[steps.length / 2]);
    List<Window> found = new ArrayList<>();
    for (JsonNode window : windows) {
      int from = first(seconds, seconds(window.get(0).asString()));
      int to = first(seconds, seconds(window.get(1).asString()) + 1);
      found.add(new Window(from, to));
    }
    Series series = Series.of(values, day, (int) (TRAINED * values.length));
    return new LabelledSeries(name, series, found);
  }

  private static int first(long[] seconds, long from) {
    int step = 0;
    while (step < seconds.length && seconds[step] < from) {
      step++;
    }
    return step;
  }

  private static long seconds(String text) {
    return LocalDateTime.parse(text, TIME).toEpochSecond(ZoneOffset.UTC);
  }
}
