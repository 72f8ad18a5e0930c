package mop.stack.metrics.downsample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockWriter;
import mop.stack.metrics.block.Model;
import mop.stack.metrics.block.ThanosMeta;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.chunk.Aggregate;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;
import mop.stack.metrics.chunk.HistogramWriter;
import mop.stack.metrics.chunk.XorWriter;
import mop.stack.metrics.compaction.Compactor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownsamplerTest {
  private static final long START = 1_699_999_200_000L;
  private static final long HOUR = DownsamplePlan.HOUR;
  private static final long FIVE = DownsamplePlan.FIVE_MINUTES;
  private static final long LENGTH = 48 * HOUR;
  private static final Labels COUNTER = Labels.of("__name__", "requests");

  @TempDir Path folder;
  private Model model;
  private Block raw;

  private static Ulid ulid(int i) {
    return Ulid.of(START + i, 8, i);
  }

  @BeforeEach
  void write() throws IOException {
    model = Model.generate(5, 20, START, START + LENGTH, 60_000);
    double v = 0;
    for (long t = START; t < START + LENGTH; t += 60_000) {
      v = t % (7 * HOUR) < 60_000 ? 3 : v + 1 + t % 11;
      model.put(COUNTER, t, v);
    }
    model.write(folder, ulid(0), START, START + LENGTH);
    raw = Block.open(folder.resolve(ulid(0).toString()));
  }

  private Block downsampled(Block block, long resolution, int number) throws IOException {
    assertThat(Downsampler.downsample(block, resolution, folder, ulid(number)).meta()).isPresent();
    return Block.open(folder.resolve(ulid(number).toString()));
  }

  private static SortedMap<Labels, SortedMap<Long, Double>> read(Block b, Aggregate a)
      throws IOException {
    SortedMap<Labels, SortedMap<Long, Double>> all = new TreeMap<>();
    for (SeriesSource.Series s :
        new AggregateSource(b, a).select(START, START + LENGTH, List.of())) {
      SortedMap<Long, Double> samples = new TreeMap<>();
      SampleCursor c = s.samples();
      while (c.next() != Kind.END) {
        assertThat(samples.put(c.timestamp(), c.value())).isNull();
      }
      all.put(s.labels(), samples);
    }
    return all;
  }

  private static <K, V> V at(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }

  /** What the window of each sample should say, from the raw samples. */
  private void assertWindows(Block block, long resolution) throws IOException {
    SortedMap<Labels, SortedMap<Long, Double>> count = read(block, Aggregate.COUNT);
    SortedMap<Labels, SortedMap<Long, Double>> sum = read(block, Aggregate.SUM);
    SortedMap<Labels, SortedMap<Long, Double>> min = read(block, Aggregate.MIN);
    SortedMap<Labels, SortedMap<Long, Double>> max = read(block, Aggregate.MAX);
    assertThat(count.keySet()).isEqualTo(model.series().keySet());
    for (Map.Entry<Labels, SortedMap<Long, Long>> e : model.series().entrySet()) {
      SortedMap<Long, double[]> expected = new TreeMap<>();
      e.getValue()
          .forEach((t, bits) -> {
            double v = Double.longBitsToDouble(bits);
            if (!Double.isNaN(v)) {
              double[] w =
                  expected.computeIfAbsent(
                      t / resolution,
                      x -> new double[] {0, 0, Double.MAX_VALUE, -Double.MAX_VALUE});
              w[0]++;
              w[1] += v;
              w[2] = Math.min(w[2], v);
              w[3] = Math.max(w[3], v);
            }
          });
      SortedMap<Long, double[]> is = new TreeMap<>();
      at(count, e.getKey())
          .forEach((t, n) -> {
            double[] w =
                is.computeIfAbsent(
                    t / resolution, x -> new double[] {0, 0, Double.MAX_VALUE, -Double.MAX_VALUE});
            w[0] += n;
            w[1] += at(at(sum, e.getKey()), t);
            w[2] = Math.min(w[2], at(at(min, e.getKey()), t));
            w[3] = Math.max(w[3], at(at(max, e.getKey()), t));
          });
      assertThat(is.keySet()).isEqualTo(expected.keySet());
      expected.forEach((window, w) -> {
        assertThat(at(is, window)[0]).isEqualTo(w[0]);
        assertThat(at(is, window)[1]).isCloseTo(w[1], within(1e-6 * Math.abs(w[1]) + 1e-9));
        assertThat(at(is, window)[2]).isEqualTo(w[2]);
        assertThat(at(is, window)[3]).isEqualTo(w[3]);
      });
    }
  }

  @Test
  void eachWindowSaysWhatItsRawSamplesSay() throws IOException {
    Block five = downsampled(raw, FIVE, 1);
    assertWindows(five, FIVE);
    assertThat(five.meta().resolutionMillis()).isEqualTo(FIVE);
    assertThat(five.meta().compaction()).isEqualTo(raw.meta().compaction());
    assertThat(five.meta().stats().samples()).isLessThan(raw.meta().stats().samples() / 4);
    assertWindows(downsampled(five, HOUR, 2), HOUR);
  }

  /** The counter never falls, and rises by what the raw one rises between its resets. */
  @Test
  void countersKeepTheirRise() throws IOException {
    SortedMap<Long, Double> rises = new TreeMap<>();
    double total = 0;
    double last = 0;
    for (Map.Entry<Long, Long> e : model.of(COUNTER).entrySet()) {
      double v = Double.longBitsToDouble(e.getValue());
      total += v < last ? v : v - last;
      last = v;
      rises.put(e.getKey(), total);
    }
    Block five = downsampled(raw, FIVE, 1);
    for (Block b : List.of(five, downsampled(five, HOUR, 2))) {
      at(read(b, Aggregate.COUNTER), COUNTER)
          .forEach((t, v) -> assertThat(v).isEqualTo(rises.headMap(t + 1).lastEntry().getValue()));
    }
  }

  @Test
  void countersKeepTheirRiseFromBlockToBlock() throws IOException {
    Model first = new Model();
    Model second = new Model();
    for (int i = 0; i < 100; i++) {
      first.put(COUNTER, START + 60_000L * i, 10 * i);
      second.put(COUNTER, START + 60_000L * (100 + i), 5 * i);
    }
    first.write(folder, ulid(3), START, START + 6_000_000);
    second.write(folder, ulid(4), START + 6_000_000, START + 12_000_000);
    Block a = downsampled(Block.open(folder.resolve(ulid(3).toString())), FIVE, 5);
    Block b = downsampled(Block.open(folder.resolve(ulid(4).toString())), FIVE, 6);
    assertThat(Compactor.merge(List.of(a, b), folder, ulid(7))).isPresent();
    Block both = Block.open(folder.resolve(ulid(7).toString()));
    assertThat(both.meta().resolutionMillis()).isEqualTo(FIVE);
    assertThat(at(read(both, Aggregate.COUNTER), COUNTER).lastEntry().getValue())
        .isEqualTo(990 + 495);
  }

  @Test
  void seekStopsAtTheFirstSampleNotBefore() throws IOException {
    AggregateSource sums = new AggregateSource(downsampled(raw, FIVE, 1), Aggregate.SUM);
    SampleCursor c = sums.select(START, START + LENGTH, List.of()).getFirst().samples();
    assertThat(c.seek(START + 10 * HOUR)).isEqualTo(Kind.FLOAT);
    assertThat(c.timestamp()).isBetween(START + 10 * HOUR, START + 10 * HOUR + FIVE);
    assertThat(c.seek(START + 3 * LENGTH)).isEqualTo(Kind.END);
  }

  @Test
  void refusesLongerToShorter() throws IOException {
    Block hour = downsampled(raw, HOUR, 1);
    assertThatThrownBy(() -> Downsampler.downsample(hour, FIVE, folder, ulid(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AggregateSource(raw, Aggregate.SUM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BlockMeta meta(int i, long from, long to, long resolution) {
    BlockMeta cut = BlockMeta.cut(ulid(i), from, to, List.of());
    return resolution == 0
        ? cut
        : new BlockMeta(
            ulid(50 + i),
            from,
            to,
            cut.stats(),
            cut.compaction(),
            Optional.of(new ThanosMeta(Map.of(), resolution, "", List.of())));
  }

  @Test
  void blocksAreDueByAgeOrByLengthAndOnce() {
    BlockMeta raw = meta(1, 0, 24 * HOUR, 0);
    BlockMeta five = meta(1, 0, 24 * HOUR, FIVE);
    assertThat(DownsamplePlan.byAge(List.of(raw), 63 * HOUR)).isEmpty();
    assertThat(DownsamplePlan.byAge(List.of(raw), 64 * HOUR))
        .containsExactly(new DownsamplePlan.Step(raw, FIVE));
    assertThat(DownsamplePlan.byAge(List.of(raw, five), 64 * HOUR)).isEmpty();
    assertThat(DownsamplePlan.byAge(List.of(raw, five), 264 * HOUR))
        .containsExactly(new DownsamplePlan.Step(five, HOUR));
    assertThat(DownsamplePlan.byLength(List.of(raw))).isEmpty();
    assertThat(DownsamplePlan.byLength(List.of(meta(2, 0, 48 * HOUR, 0)))).hasSize(1);
  }

  @Test
  void nativeHistogramsAreLeftOutAndCounted() throws IOException {
    Layout layout = new Layout(0, 0, new int[] {1}, new int[0], new double[0]);
    Histogram h = new Histogram(true, Reset.UNKNOWN, layout, 1, 0, 1, new long[] {1}, new long[0]);
    HistogramWriter histograms = new HistogramWriter(h, Reset.UNKNOWN);
    histograms.append(START, h);
    XorWriter floats = new XorWriter();
    floats.append(START + 1000, 4);
    try (BlockWriter w = new BlockWriter(folder, ulid(3))) {
      w.add(COUNTER, List.of(histograms.chunk(), floats.chunk()));
      assertThat(w.finish(BlockMeta.cut(ulid(3), START, START + HOUR, List.of()))).isPresent();
    }
    Block mixed = Block.open(folder.resolve(ulid(3).toString()));
    Downsampler.Result result = Downsampler.downsample(mixed, FIVE, folder, ulid(4));
    assertThat(result.leftOut()).isEqualTo(1);
    Block five = Block.open(folder.resolve(ulid(4).toString()));
    assertThat(at(read(five, Aggregate.SUM), COUNTER).values()).containsExactly(4.0);
  }
}
