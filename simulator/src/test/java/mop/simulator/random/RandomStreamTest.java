package mop.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void theGeneratorIsXoroshiro128PlusPlus() {
    UniformRandomProvider reference = new XoRoShiRo128PlusPlus(0x1234_5678_9abc_def0L, 42);
    RandomStream stream = new RandomStream(0x1234_5678_9abc_def0L, 42);

    for (int i = 0; i < 1000; i++) {
      assertThat(stream.nextLong()).isEqualTo(reference.nextLong());
    }
  }

  @Test
  void anAddressAlwaysGivesTheSameStream() {
    RandomStream stream = new RandomStream(1, 2, 3, 4);
    long first = stream.nextLong();
    stream.restart(1, 2, 3, 5);
    assertThat(stream.nextLong()).isNotEqualTo(first);

    stream.restart(1, 2, 3, 4);

    assertThat(stream.nextLong()).isEqualTo(first);
  }

  @Test
  void neighbouringAddressesShareNothing() {
    Set<Long> seen = new HashSet<>();
    RandomStream stream = new RandomStream(0, 0, 0, 0);
    int draws = 0;
    for (int seed = -1; seed < 3; seed++) {
      for (int block = -1; block < 4; block++) {
        for (int slice = -1; slice < 10; slice++) {
          for (int item = -1; item < 10; item++) {
            stream.restart(seed, block, slice, item);
            for (int k = 0; k < 4; k++) {
              seen.add(stream.nextLong());
              draws++;
            }
          }
        }
      }
    }

    assertThat(seen).hasSize(draws);
  }

  @Test
  void firstDrawsOfManyStreamsAreUniform() {
    // Pearson's chi-square with 99 degrees of freedom: 99.9 % quantile 148.2 (R: qchisq(.999, 99)).
    int[] bins = new int[100];
    RandomStream stream = new RandomStream(0, 0, 0, 0);
    for (int item = 0; item < 100_000; item++) {
      stream.restart(9, 0, 0, item);
      bins[(int) (stream.uniform() * 100)]++;
    }
    double chiSquare = 0;
    for (int count : bins) {
      chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
    }

    assertThat(chiSquare).isLessThan(148.2);
  }

  @Test
  void boundedDrawsCoverTheirRange() {
    RandomStream stream = new RandomStream(5, 5, 5, 5);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      seen.add(stream.below(7));
    }

    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
  }
}
