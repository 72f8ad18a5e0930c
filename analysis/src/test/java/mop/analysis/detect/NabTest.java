package mop.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mop.analysis.inference.Interval;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The detectors on the real series of the Numenta Anomaly Benchmark (Lavin and Ahmad, 2015), which
 * lie beside the clone where they are there at all. The first 15 % of each series are for training.
 */
@Tag("slow")
class NabTest {
  private static final double RATE = 0.001;
  private static final String CHANCE = "chance";
  private static final Path DOCUMENT = Path.of("..", "docs", "statistics.md");
  private static final String NAME = "detectors on labelled series";

  @Test
  void eachDetectorFindsMoreThanChanceAtTheSameRateOfFalseAlarms() throws IOException {
    Path nab = Nab.folder();
    assumeThat(nab).as("the labelled series are not beside this clone").isDirectory();
    List<LabelledSeries> all = Nab.read(nab);
    Map<String, EventQuality> qualities = new LinkedHashMap<>();
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
    for (LabelledSeries labelled : all) {
      for (Detector detector : Detector.all()) {
        add(qualities, detector.name(), labelled, detector.scores(labelled.series()));
      }
      double[] drawn = random.doubles(labelled.series().size()).toArray();
      add(qualities, CHANCE, labelled, drawn);
    }

    EventQuality chance = qualities.getOrDefault(CHANCE, EventQuality.none());
    assertThat(all).hasSize(47);
    assertThat(chance.recall()).isBetween(0.1, 0.35);
    for (Detector detector : Detector.all()) {
      EventQuality quality = qualities.getOrDefault(detector.name(), EventQuality.none());
      assertThat(quality.falseAlarmRate()).isLessThanOrEqualTo(RATE);
      assertThat(quality.recall()).as(detector.name()).isGreaterThan(0.5);
      assertThat(quality.precision()).as(detector.name()).isGreaterThan(0.3);
    }
    checkDocument(table(qualities));
  }

  private static void add(
      Map<String, EventQuality> qualities, String name, LabelledSeries labelled, double[] scores) {
    qualities.merge(name, EventQuality.of(labelled, scores, RATE), EventQuality::plus);
  }

  private static String table(Map<String, EventQuality> qualities) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| detector | events found | recall | right of its alarms | F1 | median delay | false alarms |");
    lines.add("|---|---|---|---|---|---|---|");
    qualities.forEach((name, quality) -> lines.add(row(name, quality)));
    return "\n" + String.join("\n", lines) + "\n\n";
  }

  private static String row(String name, EventQuality quality) {
    Interval interval = quality.recallInterval();
    return String.format(
        Locale.ROOT,
        "| %s | %d of %d | %.0f %% [%.0f, %.0f] | %d of %d episodes, %.0f %% | %.2f | %.0f %% | %.3f %% |",
        name,
        quality.found(),
        quality.windows(),
        100 * quality.recall(),
        100 * interval.low(),
        100 * interval.high(),
        quality.right(),
        quality.episodes(),
        100 * quality.precision(),
        quality.f1(),
        100 * quality.medianDelay().orElseThrow(),
        100 * quality.falseAlarmRate());
  }

  /** The document says what this test has seen; {@code -Dgolden.update=true} writes it. */
  private static void checkDocument(String table) throws IOException {
    String document = Files.readString(DOCUMENT);
    String begin = "<!-- " + NAME + " -->\n";
    int from = document.indexOf(begin) + begin.length();
    int to = document.indexOf("<!-- end of " + NAME + " -->");
    assertThat(to).as(DOCUMENT + " has no table " + NAME).isGreaterThanOrEqualTo(from);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
    } else {
      assertThat(document.substring(from, to)).isEqualTo(table);
    }
  }
}
