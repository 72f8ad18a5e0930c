package mop.analysis.cost;

import static mop.analysis.cost.Fixtures.ROUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.analysis.cost.Growth.Point;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static List<Point> points(double quarter, double one, double four) {
    List<Point> points = new ArrayList<>();
    double[][] trials = {{0.25, quarter}, {0.25, quarter}, {1, one}, {1, one}, {1, one}, {4, four}};
    for (double[] trial : trials) {
      double scatter = points.size() % 2 == 0 ? 0.999 : 1.001;
      points.add(new Point(trial[0], points.size(), trial[1] * scatter));
    }
    return points;
  }

  @Test
  void stretchesProportionByThePowerThatTheTrialsGive() {
    Growth root = Growth.fit(points(5, 10, 20), 16, 100);
    assertThat(root.exponent()).isEqualTo(0.5, within(0.001));
    // 16 times the size uses 4 times as much, a quarter of what proportion gives
    assertThat(root.stretch()).isEqualTo(0.25, within(0.001));
    assertThat(Growth.fit(points(5, 10, 20), 0.25, 1).stretch()).isEqualTo(2, within(0.01));
    assertThat(Growth.ASSUMED.stretch()).isEqualTo(1);
  }

  @Test
  void growsInProportionBeyondTheCapAndSaysSo() {
    Growth root = Growth.fit(points(5, 10, 20), 1_000, 4);
    // followed to 16 times the size
    assertThat(root.stretch()).isEqualTo(0.25, within(0.001));
    assertThat(root.inWords(Driver.TRACES))
        .startsWith("grows with size to the power 0.5 [")
        .endsWith(", from 6 trials of 0.25 to 4 times the size (in proportion beyond 16 times)");
    assertThat(root.toResult().orElseThrow().followed()).isEqualTo(16);
    assertThat(root.toResult().orElseThrow().size()).isEqualTo(1_000);
  }

  /** 6 + 6 × size: the fixed part matters less and less, so only growth from 1 on is asked. */
  @Test
  void leavesTheSmallSizesWhereNoOnePowerLawFits() {
    Growth affine = Growth.fit(points(7.5, 12, 30), 8, 2);
    assertThat(affine.bent()).isTrue();
    assertThat(affine.exponent()).isEqualTo(Math.log(2.5) / Math.log(4), within(0.002));
    assertThat(affine.inWords(Driver.TRACES))
        .contains("from 4 trials of 1 to 4 times the size")
        .endsWith(" (over all sizes no power law fits, p < 0.001)");
    // 54 at 8 times the size: nearer than by all sizes (12 × 8^0.5) or in proportion (96)
    assertThat(12 * 8 * affine.stretch()).isEqualTo(47.4, within(0.2));
    assertThat(Growth.fit(points(7.5, 12, 30), 0.1, 2).exponent())
        .isEqualTo(Math.log(12 / 7.5) / Math.log(4), within(0.002));
  }

  @Test
  void assumesProportionAndSaysWhyWhereNoLawCanBe() {
    assertThat(Growth.fit(points(0, 0, 0), 8, 2).inWords(Driver.TRACES))
        .isEqualTo("linear in traces (exponent 1 assumed: it is 0 in every trial)");
    assertThat(Growth.fit(points(0, 0, 0), 8, 2).odd()).isFalse();
    Growth some = Growth.fit(points(0, 1, 4), 8, 2);
    assertThat(some.stretch()).isEqualTo(1);
    assertThat(some.odd()).isTrue();
    assertThat(some.inWords(Driver.BYTES))
        .isEqualTo(
            "linear in OTLP bytes (exponent 1 assumed: it is 0 in some trials, which have no"
                + " logarithm)");
    Growth falling = Growth.fit(points(20, 10, 5), 8, 2);
    assertThat(falling.stretch()).isEqualTo(1);
    assertThat(falling.inWords(Driver.TRACES))
        .startsWith("linear in traces (exponent 1 assumed: it grows with size to the power -0.5 [")
        .endsWith(", which is no exponent that makes sense)");
    // scatter around an amount that does not grow is no fall
    assertThat(Growth.fit(points(12.01, 12, 12), 8, 2).exponent()).isZero();
  }

  /** In proportion to bytes when bytes themselves grow by the power 0.9 of traces. */
  @Test
  void measuresSizeInWhatTheAmountGrowsWith() {
    Scenario bytes =
        Fixtures.scenario(
            "name: b\ndescription: d\nvalues: {tracesPerDay: 1000000, ingestBytesPerDay: 5e10}\n");
    Map<Integer, ResourceUsage> blocks = new TreeMap<>();
    for (int block = 0; block < 3; block++) {
      blocks.put(block, stored(1_000, 50_000_000 + block * 10_000L));
    }
    List<SizedUsage> sized = new ArrayList<>();
    for (double size : new double[] {0.25, 4}) {
      long received = Math.round(50_010_000 * Math.pow(size, 0.9));
      sized.add(new SizedUsage("t", size, 10, received, stored(1, received).uses()));
    }
    SizeStudy study = new SizeStudy(3_600, sized, 1);
    ResourceUsage.Use use = blocks.values().iterator().next().uses().getFirst();
    Growth byBytes = Growths.of("t", blocks, study, bytes).of(use);
    assertThat(byBytes.exponent()).isEqualTo(1, within(1e-6));
    // 5e10 bytes a day are 2,083,333,333 an hour
    assertThat(byBytes.size()).isEqualTo(2_083_333_333 / 50_010_000.0, within(1e-4));
    Growth byTraces = Growths.of("t", blocks, study, ROUND).of(use);
    assertThat(byTraces.exponent()).isEqualTo(0.9, within(1e-6));
    assertThat(byTraces.size()).isEqualTo(1_000_000 / 24.0 / 1_000, within(1e-9));
    assertThat(Growths.of("other", blocks, study, ROUND).of(use)).isEqualTo(Growth.ASSUMED);
  }

  private static ResourceUsage stored(long traces, long bytes) {
    return ResourceUsage.of(traces, bytes, 0)
        .with("traces", Resource.STORED_BYTES, 0.3 * bytes, "t");
  }
}
