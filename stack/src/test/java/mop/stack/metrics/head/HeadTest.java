package mop.stack.metrics.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.AppendOutcome;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.Refusal;
import mop.stack.metrics.SampleBatch;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.wal.SmallDisk;
import mop.stack.wal.WalSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTest {
  private static final long T = 1_790_000_000_000L;
  private static final long HOUR = 3_600_000L;
  private static final Labels A = Labels.of("__name__", "a", "job", "x");
  private static final Labels B = Labels.of("__name__", "b", "job", "y");
  private static final HeadSettings SETTINGS =
      HeadSettings.DEFAULT
          .withAheadMillis(Long.MAX_VALUE)
          .withWal(WalSettings.DEFAULT.withForce(false));

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();
  private final List<Head> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Head head : open) {
      head.close();
    }
  }

  private Head open(HeadSettings settings) throws IOException {
    Head head = Head.open(folder, settings, Long.MIN_VALUE, messages::add);
    open.add(head);
    return head;
  }

  private static AppendOutcome append(Head head, Labels series, long millis, double value)
      throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.add(series, millis, value);
    return head.append(batch, T);
  }

  private static Refusal refusal(AppendOutcome outcome) {
    assertThat(outcome.refused()).hasSize(1);
    assertThat(outcome.samples()).isZero();
    return outcome.refused().keySet().iterator().next();
  }

  @Test
  void samplesAreTakenByPrometheusRules() throws IOException {
    Head head = open(SETTINGS);
    append(head, A, T, 1);

    assertThat(append(head, A, T, 1).samples()).isEqualTo(1);
    assertThat(refusal(append(head, A, T, 2))).isEqualTo(Refusal.DUPLICATE);
    assertThat(refusal(append(head, A, T - 1, 1))).isEqualTo(Refusal.OUT_OF_ORDER);
    assertThat(append(head, B, T - HOUR, 1).samples()).isEqualTo(1);
    assertThat(refusal(append(head, B, T - HOUR - 1, 1))).isEqualTo(Refusal.OUT_OF_BOUNDS);
    assertThat(append(head, A, T + 1, 3).samples()).isEqualTo(1);
    assertThat(append(head, A, T - 5, 3).example()).contains("out of order", "a", "at " + (T - 5));
    assertThat(Contents.of(head))
        .containsOnly(
            Map.entry(A, Map.of(T, Contents.bits(1), T + 1, Contents.bits(3))),
            Map.entry(B, Map.of(T - HOUR, Contents.bits(1))));
  }

  @Test
  void samplesFarAheadOfTheClockAreRefused() throws IOException {
    Head head = open(HeadSettings.DEFAULT);

    assertThat(append(head, A, T + 600_000, 1).samples()).isEqualTo(1);
    assertThat(refusal(append(head, A, T + 600_001, 1))).isEqualTo(Refusal.OUT_OF_BOUNDS);
    assertThat(head.maxTime()).isEqualTo(T + 600_000);
  }

  @Test
  void samplesWithinTheWindowAreTakenOutOfOrder() throws IOException {
    Head head = open(SETTINGS.withOutOfOrderMillis(3 * HOUR));
    append(head, A, T, 1);

    assertThat(append(head, A, T - 10, 2).samples()).isEqualTo(1);
    assertThat(append(head, A, T - 3 * HOUR, 3).samples()).isEqualTo(1);
    assertThat(append(head, B, T - 2 * HOUR, 4).samples()).isEqualTo(1);
    assertThat(append(head, A, T - 10, 9).samples()).isEqualTo(1);
    assertThat(refusal(append(head, A, T - 3 * HOUR - 1, 1))).isEqualTo(Refusal.TOO_OLD);
    Map<Labels, Map<Long, Object>> expected =
        Map.of(
            A,
            Map.of(T - 3 * HOUR, Contents.bits(3), T - 10, Contents.bits(2), T, Contents.bits(1)),
            B,
            Map.of(T - 2 * HOUR, Contents.bits(4)));
    assertThat(Contents.of(head)).isEqualTo(expected);
    assertThat(head.counters(T).lateSamples()).isEqualTo(3);
    head.close();
    assertThat(Contents.of(open(SETTINGS.withOutOfOrderMillis(3 * HOUR)))).isEqualTo(expected);
  }

  @Test
  void samplesOfOneBatchAreCheckedAgainstEachOther() throws IOException {
    Head head = open(SETTINGS);
    SampleBatch batch = new SampleBatch();
    batch.add(A, T, 1);
    batch.add(A, T + 1, 2);
    batch.add(A, T + 1, 3);
    batch.add(A, T, 4);

    AppendOutcome outcome = head.append(batch, T);

    assertThat(outcome.samples()).isEqualTo(2);
    assertThat(outcome.refused()).isEqualTo(Map.of(Refusal.DUPLICATE, 1, Refusal.OUT_OF_ORDER, 1));
  }

  @Test
  void histogramsFloatsAndStaleMarksOfOneSeriesComeBack() throws IOException {
    Head head = open(SETTINGS);
    Random random = new Random(3);
    Map<Long, Object> expected = new java.util.TreeMap<>();
    for (int i = 0; i < 400; i++) {
      long t = T + i * 15_000L;
      SampleBatch batch = new SampleBatch();
      if (i / 50 % 3 == 0) {
        double v = i % 7 == 0 ? Double.longBitsToDouble(SampleCursor.STALE_BITS) : i;
        batch.add(A, t, v);
        expected.put(t, Contents.bits(v));
      } else {
        Histogram h = Histograms.random(random, i / 50 % 3 == 1);
        batch.add(A, t, h);
        expected.put(t, h);
      }
      assertThat(head.append(batch, T).samples()).isEqualTo(1);
    }
    assertThat(comparable(Contents.of(head))).isEqualTo(comparable(Map.of(A, expected)));
    head.close();
    assertThat(comparable(Contents.of(open(SETTINGS)))).isEqualTo(comparable(Map.of(A, expected)));
  }

  /** Without what a chunk says of counter resets, which depends on where it begins. */
  private static Map<Labels, Map<Long, String>> comparable(Map<Labels, Map<Long, Object>> all) {
    Map<Labels, Map<Long, String>> plain = new java.util.TreeMap<>();
    all.forEach((labels, samples) -> {
      Map<Long, String> told = new java.util.TreeMap<>();
      samples.forEach(
          (t, v) -> told.put(t, v.toString().replaceFirst("UNKNOWN|NOT_RESET|RESET|GAUGE", "")));
      plain.put(labels, told);
    });
    return plain;
  }

  @Test
  void aNewSeriesAboveTheLimitIsRefusedAndOldOnesGoOn() throws IOException {
    Head head = open(SETTINGS.withLimits(1, Long.MAX_VALUE));
    append(head, A, T, 1);

    Refusal why = refusal(append(head, B, T, 1));

    assertThat(why).isEqualTo(Refusal.SERIES_LIMIT);
    assertThat(why.shed()).isTrue();
    assertThat(append(head, A, T + 1, 1).samples()).isEqualTo(1);
    assertThat(head.counters(T).refused()).isEqualTo(Map.of(Refusal.SERIES_LIMIT, 1L));
    head.close();
    Head small = open(SETTINGS.withLimits(9, 1000));
    assertThat(refusal(append(small, B, T, 1))).isEqualTo(Refusal.MEMORY_LIMIT);
  }

  @Test
  void exemplarsAreKeptInARing() throws IOException {
    Head head = open(SETTINGS.withExemplars(3));
    SampleBatch batch = new SampleBatch();
    batch.add(A, T, 1);
    for (int i = 0; i < 5; i++) {
      batch.exemplar(A, T + i, i, Labels.of("trace_id", "t" + i));
    }
    batch.exemplar(A, T + 4, 4, Labels.of("trace_id", "t4"));
    batch.exemplar(A, T, 9, Labels.of("trace_id", "late"));
    batch.exemplar(B, T, 9, Labels.of("trace_id", "lost"));
    batch.exemplar(A, T + 9, 9, Labels.of("trace_id", "x".repeat(121)));

    AppendOutcome outcome = head.append(batch, T);

    assertThat(outcome.exemplars()).isEqualTo(6);
    assertThat(outcome.refused())
        .isEqualTo(
            Map.of(
                Refusal.EXEMPLAR_OUT_OF_ORDER, 1,
                Refusal.EXEMPLAR_WITHOUT_SERIES, 1,
                Refusal.EXEMPLAR_TOO_LONG, 1));
    assertThat(traceIds(head)).containsExactly("t2", "t3", "t4");
    head.close();
    assertThat(traceIds(open(SETTINGS.withExemplars(3)))).containsExactly("t2", "t3", "t4");
  }

  private static List<String> traceIds(Head head) {
    return head
        .exemplars(T, T + HOUR, List.of(List.of(Matcher.equal("__name__", "a"))))
        .getOrDefault(A, List.of())
        .stream()
        .map(e -> e.labels().get("trace_id"))
        .toList();
  }

  @Test
  void metadataComeBackByTheNameOfTheMetric() throws IOException {
    MetricMetadata histogram =
        new MetricMetadata(MetricMetadata.Type.HISTOGRAM, "how long it took", "seconds");
    MetricMetadata gauge = new MetricMetadata(MetricMetadata.Type.GAUGE, "how warm it is", "");
    Head head = open(SETTINGS);
    SampleBatch batch = new SampleBatch();
    batch.add(Labels.of("__name__", "lat_bucket", "le", "1"), T, 1);
    batch.add(Labels.of("__name__", "lat_count"), T, 1);
    batch.add(Labels.of("__name__", "warm_count"), T, 1);
    batch.metadata("lat", histogram);
    batch.metadata("warm_count", gauge);
    head.append(batch, T);

    assertThat(head.metadata()).isEqualTo(Map.of("lat", histogram, "warm_count", gauge));
    head.close();
    assertThat(open(SETTINGS).metadata()).isEqualTo(Map.of("lat", histogram, "warm_count", gauge));
  }

  @Test
  void seriesAreFoundByMatchers() throws IOException {
    Head head = open(SETTINGS);
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 200; i++) {
      Labels.Builder b = Labels.builder().set("__name__", i % 2 == 0 ? "even" : "odd");
      b.set("n", String.valueOf(i)).set("ten", i < 10 ? "yes" : "");
      batch.add(b.build(), T, i);
    }
    head.append(batch, T);

    Random random = new Random(1);
    List<Matcher> pool =
        List.of(
            Matcher.equal("__name__", "even"),
            Matcher.of("n", Matcher.Op.MATCH, "1.*|2|3"),
            Matcher.of("n", Matcher.Op.NO_MATCH, ".*7"),
            Matcher.equal("ten", ""),
            Matcher.of("ten", Matcher.Op.NOT_EQUAL, ""),
            Matcher.of("ten", Matcher.Op.MATCH, "yes|"),
            Matcher.of("no", Matcher.Op.NOT_EQUAL, "x"),
            Matcher.equal("n", "none"));
    for (int trial = 0; trial < 200; trial++) {
      List<Matcher> some = pool.stream().filter(m -> random.nextInt(3) == 0).toList();
      List<Labels> expected =
          batch.samples().stream()
              .map(SampleBatch.Entry::series)
              .filter(l -> some.stream().allMatch(m -> m.matches(l)))
              .sorted()
              .toList();

      assertThat(head.select(T, T, some)).extracting(s -> s.labels()).isEqualTo(expected);
    }
    assertThat(head.select(T + 1, T + 9, List.of())).isEmpty();
    assertThat(head.labelNames(T, T, List.of(pool.get(4)))).containsExactly("__name__", "n", "ten");
    assertThat(head.labelValues("__name__", T, T, List.of())).containsExactly("even", "odd");
    assertThat(head.labelValues("ten", T, T, List.of())).containsExactly("yes");
  }

  @Test
  void aFullDiskRefusesTheBatchWholeAndAppendingGoesOn() throws IOException {
    SmallDisk disk = new SmallDisk(Long.MAX_VALUE);
    HeadSettings settings =
        SETTINGS
            .withOutOfOrderMillis(HOUR)
            .withWal(WalSettings.DEFAULT.withForce(false).withOpener(disk));
    Head head = open(settings);
    Random random = new Random(8);
    int failed = 0;
    for (int i = 0; i < 300; i++) {
      disk.free(random.nextInt(4) == 0 ? random.nextInt(200) : Long.MAX_VALUE);
      SampleBatch batch = new SampleBatch();
      for (int j = 0; j < 20; j++) {
        Labels series = Labels.of("__name__", "m", "n", String.valueOf(random.nextInt(i + 2)));
        batch.add(series, T + i * 1000L - random.nextInt(20_000), random.nextDouble());
      }
      Map<Labels, Map<Long, Object>> before = Contents.of(head);
      try {
        head.append(batch, T);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left on device");
        assertThat(Contents.of(head)).isEqualTo(before);
        failed++;
      }
    }
    disk.free(Long.MAX_VALUE);
    assertThat(failed).isGreaterThan(20);
    Map<Labels, Map<Long, Object>> all = Contents.of(head);
    head.close();

    Map<Labels, Map<Long, Object>> replayed = Contents.of(open(settings));

    assertThat(messages).allMatch(m -> m.contains("series the log does not name"));
    all.forEach(
        (labels, samples) -> assertThat(replayed.get(labels)).containsAllEntriesOf(samples));
  }

  @Test
  void activeSeriesAreThoseAppendedToWithinTwentyMinutes() throws IOException {
    Head head = open(SETTINGS);
    append(head, A, T, 1);
    SampleBatch batch = new SampleBatch();
    batch.add(B, T, 1);
    head.append(batch, T + 30 * 60_000);

    assertThat(head.counters(T + 31 * 60_000).activeSeries()).isEqualTo(1);
    assertThat(head.counters(T + 31 * 60_000).series()).isEqualTo(2);
    assertThat(head.counters(T + 51 * 60_000).activeSeries()).isZero();
  }

  @Test
  void anotherFormatInTheFolderIsRepairedAndSaidOnce() throws IOException {
    Head head = open(SETTINGS);
    append(head, A, T, 1);
    head.log.commit((all, late) -> head.log.wal().append(new byte[] {2, 0, 0, 0}));
    append(head, A, T + 1, 1);
    head.close();

    Head again = open(SETTINGS);

    assertThat(Contents.of(again)).isEqualTo(Map.of(A, Map.of(T, Contents.bits(1))));
    assertThat(messages).hasSize(1).first().asString().contains("00000000", "ends within a value");
    assertThatThrownBy(() -> Head.open(folder.resolve("wal/00000000"), SETTINGS, 0, messages::add))
        .isInstanceOf(IOException.class);
  }
}
