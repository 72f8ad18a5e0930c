package mop.simulator.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopArrivalsTest {
  private static final long HOUR = 3600_000_000_000L;

  private final DecodedBlock day =
      DecodedBlock.of(ShopParameters.parse("shop:spans=500000,faults=0,hours=24"), 4, 0);

  private int[] perHour(boolean health) {
    int[] counts = new int[24];
    day.traces.stream()
        .filter(t -> t.healthCheck() == health)
        .forEach(
            t -> counts[(int) Math.min(23, (t.root().start() - day.truth.startNanos()) / HOUR)]++);
    return counts;
  }

  @Test
  void businessFollowsTheDay() {
    // The block begins at 08:00 UTC.
    int[] counts = perHour(false);
    int afternoon = counts[7];
    int beforeDawn = counts[19];

    assertThat(afternoon / (double) beforeDawn).isGreaterThan(2);
  }

  @Test
  void healthChecksKeepTheirPace() {
    int[] counts = perHour(true);
    int least = Arrays.stream(counts).min().orElseThrow();
    int most = Arrays.stream(counts).max().orElseThrow();

    assertThat(most - least).isLessThan(most / 20);
  }

  @Test
  void businessComesInBursts() {
    // Index of dispersion of counts in 10 s within each hour: 1 for a Poisson process. With some
    // 14 counts a cell and 360 cells an hour, its standard error over 24 h is sqrt(2 / 8640).
    DecodedBlock block = DecodedBlock.STANDARD;
    int cells = 720;
    double[] counts = new double[cells];
    for (DecodedBlock.Trace trace : block.traces) {
      long at = (trace.root().start() - block.truth.startNanos()) / 10_000_000_000L;
      if (!trace.healthCheck() && block.faultOf(trace).isEmpty()) {
        counts[(int) at]++;
      }
    }
    double squares = 0;
    double mean = Arrays.stream(counts).average().orElseThrow();
    for (int i = 1; i < cells; i++) {
      squares += (counts[i] - counts[i - 1]) * (counts[i] - counts[i - 1]) / 2;
    }
    double dispersion = squares / (cells - 1) / mean;

    // Differences of neighbours take out the daily curve; Poisson alone: 1 ± 0.06.
    assertThat(dispersion).isGreaterThan(1.2);
  }

  @Test
  void everyBlockIsAsLargeAsAskedForWhateverTheTimeOfDay() throws Exception {
    for (int number : new int[] {0, 4, 9}) {
      var truth =
          Shop.generate(
              ShopParameters.parse("shop:spans=200000"), 6, number, 2, (at, b, off, len) -> {});

      assertThat((double) truth.spans()).isBetween(190_000.0, 210_000.0);
    }
  }
}
