package mop.stack.metrics.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class FloatChunkWriterTest {
  private static final long TWO_HOURS = 7_200_000;

  private static List<Integer> sizes(int n, IntToLongFunction times, IntToDoubleFunction values) {
    FloatChunkWriter w = new FloatChunkWriter(TWO_HOURS);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      w.append(times.applyAsLong(i), values.applyAsDouble(i))
          .ifPresent(c -> sizes.add(c.samples()));
    }
    w.cut().ifPresent(c -> sizes.add(c.samples()));
    return sizes;
  }

  @Test
  void chunksOfARegularSeriesAreEquallyFull() {
    assertThat(sizes(480, i -> 15_000L * i, i -> i)).containsExactly(120, 120, 120, 120);
    assertThat(sizes(240, i -> 30_000L * i, i -> i)).containsExactly(120, 120);
  }

  @Test
  void aRangeThatIsNoMultipleIsDividedEvenly() {
    // 20 s: 360 samples in two hours; 45 s: 160, less than two chunks.
    assertThat(sizes(360, i -> 20_000L * i, i -> i)).containsExactly(120, 120, 120);
    assertThat(sizes(160, i -> 45_000L * i, i -> i)).containsExactly(160);
  }

  @Test
  void aChunkEndsWithItsBlockRange() {
    assertThat(sizes(40, i -> TWO_HOURS - 150_000 + 15_000L * i, i -> i)).containsExactly(10, 30);
  }

  @Test
  void fasterSamplesThanPredictedAreCutAtTwiceTheTarget() {
    assertThat(sizes(1000, i -> i < 40 ? 15_000L * i : 600_000 + i, i -> i).getFirst())
        .isEqualTo(240);
  }

  @Test
  void aChunkOfRandomValuesIsCutByItsBytes() {
    SplittableRandom random = new SplittableRandom(1);
    FloatChunkWriter w = new FloatChunkWriter(TWO_HOURS);
    for (int i = 0; i < 10_000; i++) {
      double v = Double.longBitsToDouble(random.nextLong());
      w.append(i * 300L + random.nextInt(300), v)
          .ifPresent(c -> assertThat(c.data().length).isBetween(1006, 1024));
    }
  }

  @Test
  void refusesATimeThatIsNotLater() {
    FloatChunkWriter w = new FloatChunkWriter(TWO_HOURS);
    w.append(7, 1);
    assertThatThrownBy(() -> w.append(7, 2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> w.append(6, 2)).isInstanceOf(IllegalStateException.class);
    assertThat(w.openSamples()).isEqualTo(1);
  }
}
