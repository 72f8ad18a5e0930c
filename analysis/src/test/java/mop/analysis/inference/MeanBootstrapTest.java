package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeanBootstrapTest {

  /** The bootstrap distribution of a mean has the mean x̄ and the variance Σ (x − x̄)² / n². */
  @Test
  void hasTheMomentsOfTheBootstrapDistribution() {
    double[] values = {1, 4, 9, 16, 25, 36, 49};
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 49;

    double[] means = MeanBootstrap.means(values, 200_000, 3);

    double seen = Arrays.stream(means).average().orElseThrow();
    double spread = Arrays.stream(means).map(m -> (m - seen) * (m - seen)).sum() / means.length;
    assertThat(seen).isCloseTo(mean, within(4 * Math.sqrt(variance / means.length)));
    assertThat(spread / variance).isCloseTo(1, within(0.02));
  }

  /** Of 10 values each is drawn a tenth of the time: chi-squared on 9 degrees of freedom. */
  @Test
  void drawsEveryValueAlike() {
    int[] counts = new int[10];
    int draws = 0;
    for (int value = 0; value < counts.length; value++) {
      double[] only = new double[10];
      only[value] = 10;
      for (double mean : MeanBootstrap.means(only, 20_000, 11)) {
        counts[value] += (int) Math.round(mean);
      }
      draws += counts[value];
    }

    double chi = 0;
    for (int count : counts) {
      chi += (count - draws / 10.0) * (count - draws / 10.0) / (draws / 10.0);
    }
    assertThat(draws).isEqualTo(200_000);
    assertThat(chi).isLessThan(27.9);
  }

  @Test
  void isTheSameForTheSameSeedAndOddAndEvenSizes() {
    assertThat(MeanBootstrap.means(new double[] {1, 2, 3}, 50, 7))
        .isEqualTo(MeanBootstrap.means(new double[] {1, 2, 3}, 50, 7))
        .isNotEqualTo(MeanBootstrap.means(new double[] {1, 2, 3}, 50, 8));
    assertThat(MeanBootstrap.means(new double[] {5}, 3, 1)).containsExactly(5, 5, 5);
    assertThat(MeanBootstrap.means(new double[] {5, 5}, 2, 1)).containsExactly(5, 5);
  }
}
