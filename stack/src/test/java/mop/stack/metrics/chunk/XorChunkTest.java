package mop.stack.metrics.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XorChunkTest {
  private static XorWriter write(long[] times, double[] values) {
    XorWriter w = new XorWriter();
    for (int i = 0; i < times.length; i++) {
      w.append(times[i], values[i]);
    }
    return w;
  }

  private static void assertReads(Chunk chunk, long[] times, double[] values) throws Exception {
    assertThat(chunk.samples()).isEqualTo(times.length);
    SampleCursor c = chunk.cursor();
    for (int i = 0; i < times.length; i++) {
      assertThat(c.next()).isEqualTo(Kind.FLOAT);
      assertThat(c.timestamp()).isEqualTo(times[i]);
      assertThat(Double.doubleToRawLongBits(c.value()))
          .isEqualTo(Double.doubleToRawLongBits(values[i]));
    }
    assertThat(c.next()).isEqualTo(Kind.END);
    assertThat(c.next()).isEqualTo(Kind.END);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 120, 5000, 65535})
  void readsBackWhateverWasWritten(int n) throws Exception {
    SplittableRandom random = new SplittableRandom(n);
    for (int round = 0; round < (n > 1000 ? 3 : 60); round++) {
      long[] times = new long[n];
      double[] values = new double[n];
      long t = random.nextLong(-1L << 40, 1L << 42);
      for (int i = 0; i < n; i++) {
        times[i] = t;
        values[i] = value(random, i == 0 ? 0 : values[i - 1]);
        t += step(random, round);
      }
      assertReads(write(times, values).chunk(), times, values);
    }
  }

  private static long step(SplittableRandom random, int round) {
    return switch (round % 3 == 0 ? 0 : random.nextInt(8)) {
      case 0 -> 15_000;
      case 1 -> 1;
      case 2 -> 1 + (1L << random.nextInt(1, 22)) + random.nextInt(3);
      case 3 -> random.nextLong(1, 1L << 40);
      default -> 15_000 + random.nextInt(-40, 40);
    };
  }

  private static double value(SplittableRandom random, double before) {
    return switch (random.nextInt(9)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> Double.longBitsToDouble(SampleCursor.STALE_BITS);
      case 2 -> -0.0;
      case 3 -> Double.NEGATIVE_INFINITY;
      case 4 -> before;
      default -> before + random.nextInt(100);
    };
  }

  @Test
  void theLimitsOfTimeStepsAreKept() throws Exception {
    for (int bits : new int[] {13, 16, 19}) {
      for (long edge = (1L << bits) - 2; edge <= (1L << bits) + 2; edge++) {
        long[] times = {0, 1_000_000, 2_000_000 + edge, 3_000_000 + edge, 4_000_000};
        double[] values = new double[times.length];
        assertReads(write(times, values).chunk(), times, values);
      }
    }
  }

  /**
   * Bytes that Prometheus 2.42 wrote: the data of the chunk behind {@code promtool tsdb
   * create-blocks-from openmetrics} of {@code m 1 1000, m 1.5 1015, m 1.5 1030.001, m -3 1045}
   * (seconds).
   */
  @Test
  void writesTheBytesOfPrometheus() {
    Chunk c =
        write(new long[] {1000000, 1015000, 1030001, 1045000}, new double[] {1, 1.5, 1.5, -3})
            .chunk();
    assertThat(HexFormat.of().formatHex(c.data()))
        .isEqualTo("000480897a3ff000000000000098" + "75d80e00057ffd80cfff");
  }

  @Test
  void seekStopsAtTheFirstSampleNotBefore() throws Exception {
    Chunk c = write(new long[] {10, 20, 30}, new double[] {1, 2, 3}).chunk();
    SampleCursor s = c.cursor();
    assertThat(s.seek(11)).isEqualTo(Kind.FLOAT);
    assertThat(s.timestamp()).isEqualTo(20);
    assertThat(s.seek(5)).isEqualTo(Kind.FLOAT);
    assertThat(s.timestamp()).isEqualTo(20);
    assertThat(s.seek(31)).isEqualTo(Kind.END);
    assertThat(s.seek(0)).isEqualTo(Kind.END);
  }

  @Test
  void aSnapshotDoesNotDisturbTheWriter() throws Exception {
    XorWriter w = new XorWriter();
    double[] values = new double[300];
    long[] times = new long[300];
    for (int i = 0; i < 300; i++) {
      times[i] = 1000L * i + i % 7;
      values[i] = Math.sin(i);
      w.append(times[i], values[i]);
      assertReads(w.chunk(), Arrays.copyOf(times, i + 1), Arrays.copyOf(values, i + 1));
      assertThat(w.size()).isEqualTo(w.chunk().data().length);
    }
  }

  @Test
  void damagedBytesAreRefusedOrReadToTheEnd() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    XorWriter w = new XorWriter();
    for (int i = 0; i < 120; i++) {
      w.append(15_000L * i + random.nextInt(9), random.nextDouble());
    }
    byte[] whole = w.chunk().data();
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes =
          round % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
      for (int i = 0; i < random.nextInt(1, 4) && bytes.length > 0; i++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        XorCursor c = new XorCursor().reset(bytes, 0, bytes.length);
        while (c.next() != Kind.END) {}
      } catch (CorruptChunk e) {
        assertThat(e.getMessage()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5_000);
  }

  @Test
  void refusesATimeThatIsNotLater() {
    XorWriter w = write(new long[] {5}, new double[] {1});
    assertThatThrownBy(() -> w.append(5, 1)).isInstanceOf(IllegalStateException.class);
  }
}
