package mop.stack.metrics.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramChunkTest {
  /** A counter of observations whose buckets become more. */
  private static final class Growing {
    final SplittableRandom random;
    final boolean whole;
    final TreeMap<Integer, Long> positive = new TreeMap<>();
    final TreeMap<Integer, Long> negative = new TreeMap<>();
    long zero;
    double sum;

    Growing(long seed, boolean whole) {
      random = new SplittableRandom(seed);
      this.whole = whole;
    }

    Histogram next(Reset reset) {
      for (int i = random.nextInt(20); i > 0; i--) {
        int bucket = (int) (random.nextDouble() * random.nextDouble() * 40) - 10;
        (random.nextInt(4) == 0 ? negative : positive).merge(bucket, 1L, Long::sum);
        sum += bucket * 0.37;
      }
      zero += random.nextInt(2);
      long count =
          zero
              + positive.values().stream().mapToLong(Long::longValue).sum()
              + negative.values().stream().mapToLong(Long::longValue).sum();
      Layout layout = new Layout(3, 0x1p-128, buckets(positive), buckets(negative), new double[0]);
      return new Histogram(
          whole, reset, layout, held(count), held(zero), sum, counts(positive), counts(negative));
    }

    private long held(long count) {
      return whole ? count : Double.doubleToRawLongBits(count * 0.5);
    }

    private static int[] buckets(Map<Integer, Long> m) {
      return m.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private long[] counts(Map<Integer, Long> m) {
      return m.values().stream().mapToLong(this::held).toArray();
    }
  }

  private static List<Histogram> read(List<Chunk> chunks, List<Long> times) throws Exception {
    List<Histogram> all = new ArrayList<>();
    for (Chunk c : chunks) {
      ChunkCursor cursor = c.cursor();
      while (cursor.next() == Kind.HISTOGRAM) {
        all.add(cursor.histogram());
        times.add(cursor.timestamp());
      }
    }
    return all;
  }

  /** What two histograms have in common when one has empty buckets that the other lacks. */
  private static String content(Histogram h) {
    StringBuilder out = new StringBuilder();
    out.append(h.count()).append(' ').append(h.zeroCount()).append(' ').append(h.sum());
    for (int i = 0; i < h.positive().length; i++) {
      if (h.positive()[i] != 0) {
        out.append(" +").append(h.layout().positive()[i]).append(':').append(h.positive()[i]);
      }
    }
    for (int i = 0; i < h.negative().length; i++) {
      if (h.negative()[i] != 0) {
        out.append(" -").append(h.layout().negative()[i]).append(':').append(h.negative()[i]);
      }
    }
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsBackWhatWasWritten(boolean whole) throws Exception {
    Growing source = new Growing(4, whole);
    HistogramChunkWriter w = new HistogramChunkWriter(7_200_000);
    List<Histogram> written = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Histogram h = source.next(Reset.UNKNOWN);
      times.add(15_000L * i + i % 3);
      written.add(h);
      w.append(15_000L * i + i % 3, h).ifPresent(chunks::add);
    }
    w.cut().ifPresent(chunks::add);
    assertThat(chunks).hasSizeGreaterThan(3);
    List<Long> readTimes = new ArrayList<>();
    List<Histogram> read = read(chunks, readTimes);
    assertThat(readTimes).isEqualTo(times);
    assertThat(read.stream().map(HistogramChunkTest::content))
        .isEqualTo(written.stream().map(HistogramChunkTest::content).toList());
    assertThat(chunks.getFirst().encoding())
        .isEqualTo(whole ? ChunkEncoding.HISTOGRAM : ChunkEncoding.FLOAT_HISTOGRAM);
  }

  private static Reset headerOf(Chunk c) {
    return new HistogramCursor().reset(c.encoding(), c.data(), 0, c.data().length).header();
  }

  @Test
  void aCounterThatFallsBeginsAChunkThatSaysSo() throws Exception {
    HistogramChunkWriter w = new HistogramChunkWriter(7_200_000);
    Growing a = new Growing(1, true);
    for (int i = 0; i < 5; i++) {
      assertThat(w.append(i, a.next(Reset.UNKNOWN))).isEmpty();
    }
    assertThat(w.append(10, new Growing(2, true).next(Reset.UNKNOWN))).isPresent();
    assertThat(headerOf(w.openChunk().orElseThrow())).isEqualTo(Reset.RESET);
  }

  @Test
  void gaugesStandApartFromCountersAndMayFall() throws Exception {
    HistogramChunkWriter w = new HistogramChunkWriter(7_200_000);
    w.append(0, new Growing(1, true).next(Reset.UNKNOWN));
    assertThat(w.append(1, new Growing(1, true).next(Reset.GAUGE))).isPresent();
    assertThat(w.append(2, new Growing(7, true).next(Reset.GAUGE))).isEmpty();
    Chunk c = w.openChunk().orElseThrow();
    assertThat(headerOf(c)).isEqualTo(Reset.GAUGE);
    List<Histogram> read = read(List.of(c), new ArrayList<>());
    assertThat(read).allMatch(h -> h.reset() == Reset.GAUGE).hasSize(2);
    assertThat(content(read.getLast())).isEqualTo(content(new Growing(7, true).next(Reset.GAUGE)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEndOfASeriesIsKept(boolean whole) throws Exception {
    HistogramChunkWriter w = new HistogramChunkWriter(7_200_000);
    Growing a = new Growing(1, whole);
    w.append(0, a.next(Reset.UNKNOWN));
    w.append(1, Histogram.stale(whole));
    w.append(2, Histogram.stale(whole));
    Chunk first = w.append(3, a.next(Reset.UNKNOWN)).orElseThrow();
    List<Histogram> read = read(List.of(first, w.cut().orElseThrow()), new ArrayList<>());
    assertThat(read.stream().map(Histogram::isStale)).containsExactly(false, true, true, false);
  }

  @Test
  void customBoundsAndOddThresholdsAreKept() throws Exception {
    for (double threshold : new double[] {0, 0x1p-243, 0x1p10, 0x1p11, 1e-3, Double.MIN_VALUE}) {
      Layout layout =
          new Layout(
              Layout.CUSTOM,
              threshold,
              new int[] {0, 1, 5},
              new int[0],
              new double[] {-1, 0, 0.005, 0.25, 33_554.43, 33_554.44, 1e300, 0.1 + 0.2});
      Histogram h =
          new Histogram(true, Reset.UNKNOWN, layout, 6, 0, 1.5, new long[] {1, 2, 3}, new long[0]);
      HistogramWriter w = new HistogramWriter(h, Reset.UNKNOWN);
      w.append(-5, h);
      ChunkCursor c = w.chunk().cursor();
      assertThat(c.next()).isEqualTo(Kind.HISTOGRAM);
      assertThat(c.timestamp()).isEqualTo(-5);
      assertThat(c.histogram()).isEqualTo(h);
    }
  }

  @Test
  void damagedBytesAreRefusedOrReadToTheEnd() throws Exception {
    SplittableRandom random = new SplittableRandom(8);
    for (boolean whole : new boolean[] {true, false}) {
      Growing source = new Growing(6, whole);
      Histogram first = source.next(Reset.UNKNOWN);
      HistogramWriter w = new HistogramWriter(first, Reset.UNKNOWN);
      w.append(0, first);
      for (int i = 1; i < 30; i++) {
        w.append(i, source.next(Reset.UNKNOWN));
      }
      Chunk chunk = w.chunk();
      int refused = 0;
      for (int round = 0; round < 10_000; round++) {
        byte[] data = chunk.data();
        byte[] bytes =
            round % 2 == 0 ? data.clone() : Arrays.copyOf(data, random.nextInt(data.length));
        for (int i = random.nextInt(1, 4); i > 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(Math.min(bytes.length, 60))] ^= (byte) (1 << random.nextInt(8));
        }
        try {
          HistogramCursor c = new HistogramCursor();
          c.reset(chunk.encoding(), bytes, 0, bytes.length);
          while (c.next() != Kind.END) {
            c.histogram();
          }
        } catch (CorruptChunk e) {
          assertThat(e.getMessage()).isNotEmpty();
          refused++;
        }
      }
      assertThat(refused).isGreaterThan(2_000);
    }
  }
}
