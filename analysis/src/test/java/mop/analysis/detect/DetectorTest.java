package mop.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import mop.analysis.detect.LabelledSeries.Window;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectorTest {
  private static final int DAY = 48;
  private static final int DAYS = 20;

  static List<Detector> detectors() {
    return Detector.all();
  }

  /** A day's wave with noise, and something wrong twice. */
  private static double[] wave(long seed, double bump) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    var normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values =
        IntStream.range(0, DAY * DAYS)
            .mapToDouble(i -> 100 + 30 * Math.sin(2 * Math.PI * i / DAY) + 2 * normal.sample())
            .toArray();
    for (int i : List.of(DAY * 12 + 10, DAY * 16 + 30)) {
      values[i] += bump;
      values[i + 1] += bump;
    }
    return values;
  }

  private static LabelledSeries labelled(double[] values) {
    return new LabelledSeries(
        "wave",
        Series.of(values, DAY, DAY * 6),
        List.of(new Window(DAY * 12 + 8, DAY * 12 + 20), new Window(DAY * 16 + 28, DAY * 16 + 40)));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void findsWhatIsOddForItsTimeOfDay(Detector detector) {
    LabelledSeries labelled = labelled(wave(1, 25));

    EventQuality quality = EventQuality.of(labelled, detector.scores(labelled.series()), 0.003);

    assertThat(quality.found()).isEqualTo(2);
    assertThat(quality.falseAlarmRate()).isLessThanOrEqualTo(0.003);
    assertThat(quality.medianDelay().orElseThrow()).isLessThan(0.3);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void judgesAStepByWhatCameBeforeIt(Detector detector) {
    double[] values = wave(2, 25);
    double[] cut = Arrays.copyOf(values, DAY * 14);

    double[] all = detector.scores(Series.of(values, DAY, DAY * 6));
    double[] part = detector.scores(Series.of(cut, DAY, DAY * 6));

    assertThat(Arrays.copyOf(all, cut.length)).isEqualTo(part);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void givesTheSameScoresOnAnyThread(Detector detector) {
    Series series = Series.of(wave(3, 25), DAY, DAY * 6);
    double[] here = detector.scores(series);
    List<double[]> elsewhere =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> detector.scores(series)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(elsewhere).allSatisfy(scores -> assertThat(scores).isEqualTo(here));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void bearsASeriesThatNeverChanges(Detector detector) {
    double[] flat = new double[400];
    Arrays.fill(flat, 7);
    flat[300] = 8;

    double[] scores = detector.scores(Series.of(flat, 24, 100));

    assertThat(scores).doesNotContain(Double.NaN);
    assertThat(scores[300]).isGreaterThan(scores[299]);
  }

  @Test
  void countsEventsAndEpisodesOnceAndPaysNoPointAdjustment() {
    double[] values = new double[1_000];
    LabelledSeries labelled =
        new LabelledSeries(
            "made up",
            Series.of(values, 1, 100),
            List.of(
                new Window(50, 60),
                new Window(200, 300),
                new Window(400, 500),
                new Window(600, 700)));
    double[] scores = new double[1_000];
    for (int step : new int[] {220, 221, 224, 260, 490}) {
      scores[step] = 9;
    }
    scores[800] = 8;
    scores[900] = 7;

    EventQuality quality = EventQuality.of(labelled, scores, 1 / 600.0);

    assertThat(quality).isEqualTo(new EventQuality(3, 2, 4, 3, 600, 1, List.of(0.2, 0.9)));
    assertThat(quality.recall()).isEqualTo(2 / 3.0);
    assertThat(quality.precision()).isEqualTo(0.75);
    assertThat(quality.plus(EventQuality.none())).isEqualTo(quality);
  }
}
