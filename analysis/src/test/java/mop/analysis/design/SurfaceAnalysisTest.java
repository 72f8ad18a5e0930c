package mop.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import org.junit.jupiter.api.Test;

class SurfaceAnalysisTest {
  private static final String BILL = "bill";

  private static List<Result.Treatment> treatments(String... minutes) {
    List<Result.Treatment> all = new ArrayList<>();
    for (String each : minutes) {
      all.add(
          new Result.Treatment(
              "m" + each, each.equals(minutes[0]), Map.of("minutes", each, "sampler", "always")));
    }
    return all;
  }

  private static Optional<Result.Surface> surface(
      List<Result.Treatment> treatments, double[]... bills) {
    List<Trial> trials = new ArrayList<>();
    for (int block = 0; block < bills.length; block++) {
      for (int t = 0; t < treatments.size(); t++) {
        trials.add(new Trial(block, treatments.get(t).name(), Map.of(BILL, bills[block][t])));
      }
    }
    return SurfaceAnalysis.of(List.of("sampler", "minutes"), treatments, trials, BILL, 0.95);
  }

  // R 4.2.2: m <- lm(log(y) ~ block + z + I(z^2)), z = log(x) scaled to -1 at 5 and +1 at 30,
  // contr.sum;
  // the point -b1 / (2 b2) and exp of its mean with the interval from vcov(m) and 4 degrees.
  @Test
  void aMinimumBetweenTheLevelsAgreesWithR() {
    Result.Surface s =
        surface(
                treatments("5", "15", "30"),
                new double[] {120, 100, 112},
                new double[] {130, 111, 119},
                new double[] {110, 94, 101})
            .orElseThrow();

    assertThat(s.shape()).isEqualTo("minimum");
    assertThat(s.inside()).isTrue();
    assertThat(Objects.requireNonNull(s.stationary()).get("minutes"))
        .isCloseTo(14.2004852855, within(1e-7));
    assertThat(s.lowest()).isEqualTo(s.stationary());
    assertThat(s.saturated()).isTrue();
    assertThat(s.lowestBill().estimate()).isCloseTo(101.3797970847, within(1e-7));
    assertThat(s.lowestBill().low()).isCloseTo(99.3354142920, within(1e-6));
    assertThat(s.lowestBill().high()).isCloseTo(103.4662545095, within(1e-6));
    assertThat(s.held()).containsExactly(Map.entry("sampler", "always"));
  }

  @Test
  void aBillThatOnlyFallsIsLowestAtTheRim() {
    Result.Surface s =
        surface(
                treatments("5", "15", "30"),
                new double[] {140, 120, 100},
                new double[] {142, 119, 101})
            .orElseThrow();

    assertThat(s.inside()).isFalse();
    assertThat(s.lowest()).containsExactly(Map.entry("minutes", 30.0));
  }

  /**
   * y = exp(1 + (x − 1)²) has its minimum at 1 on the scale of x itself, since 0 has no logarithm.
   */
  @Test
  void aFactorThatReachesZeroIsNotPutOnALogScale() {
    double[] bills = {Math.exp(2), Math.exp(1.25), Math.exp(1.25), Math.exp(5)};

    Result.Surface s = surface(treatments("0", "0.5", "1.5", "3"), bills, bills).orElseThrow();

    assertThat(Objects.requireNonNull(s.stationary()).get("minutes")).isCloseTo(1, within(1e-9));
    assertThat(s.lowestBill().estimate()).isCloseTo(Math.E, within(1e-9));
    assertThat(s.saturated()).isFalse();
  }

  @Test
  void twoLevelsOrWordsMakeNoSurface() {
    assertThat(surface(treatments("5", "30"), new double[] {1, 2}, new double[] {2, 3})).isEmpty();
    assertThat(surface(treatments("5", "x", "30"), new double[] {1, 2, 3}, new double[] {2, 3, 5}))
        .isEmpty();
  }

  @Test
  void combinationsOnALineDoNotTellTwoFactorsApart() {
    List<Result.Treatment> treatments = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      treatments.add(new Result.Treatment("t" + i, i == 0, Map.of("a", "" + i, "b", "" + 2 * i)));
    }
    List<Trial> trials = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      for (int i = 0; i < 7; i++) {
        trials.add(new Trial(block, "t" + i, Map.of(BILL, 100.0 + i * i + block)));
      }
    }

    assertThat(SurfaceAnalysis.of(List.of("a", "b"), treatments, trials, BILL, 0.95)).isEmpty();
  }
}
