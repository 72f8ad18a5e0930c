package mop.stack.metrics.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.SampleBatch;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.wal.Checkpoint;
import mop.stack.wal.Segments;
import mop.stack.wal.WalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadCutTest {
  private static final long RANGE = 100_000;
  private static final long T = 1_790_000_000_000L;
  private static final HeadSettings SETTINGS =
      HeadSettings.DEFAULT
          .withRangeMillis(RANGE)
          .withAheadMillis(Long.MAX_VALUE)
          .withWal(WalSettings.DEFAULT.withForce(false).withSegmentBytes(64 * 1024));

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();

  private static Labels series(int n) {
    return Labels.of("__name__", "m", "n", String.valueOf(n));
  }

  private static void append(Head head, long from, long to, int seriesCount) throws IOException {
    append(head, from, to, 0, seriesCount);
  }

  private static void append(Head head, long from, long to, int firstSeries, int seriesCount)
      throws IOException {
    for (long t = from; t < to; t += 5000) {
      SampleBatch batch = new SampleBatch();
      for (int n = firstSeries; n < firstSeries + seriesCount; n++) {
        batch.add(series(n), t, (double) (t - T + n));
      }
      assertThat(head.append(batch, t).refusedCount()).isZero();
    }
  }

  private static void addTo(Map<Labels, Map<Long, Object>> all, HeadCut.Part part)
      throws IOException {
    Labels before = Labels.EMPTY;
    for (HeadCut.Chunks s : part.series()) {
      assertThat(before.compareTo(s.labels())).isNegative();
      before = s.labels();
      for (Chunk chunk : s.chunks()) {
        assertThat(chunk.minTime()).isGreaterThanOrEqualTo(part.from());
        assertThat(chunk.maxTime()).isLessThan(part.to());
        SampleCursor c = chunk.cursor();
        while (c.next() != SampleCursor.Kind.END) {
          Object old =
              all.computeIfAbsent(s.labels(), l -> new TreeMap<>())
                  .put(c.timestamp(), Contents.bits(c.value()));
          assertThat(old).as("a sample in two parts").isNull();
        }
      }
    }
  }

  @Test
  void theHeadIsCutWhenItSpansOneAndAHalfRanges() throws IOException {
    try (Head head = Head.open(folder, SETTINGS, Long.MIN_VALUE, messages::add)) {
      append(head, T, T + 150_001, 3);
      assertThat(head.cut().due()).isEmpty();
      append(head, T + 155_000, T + 155_001, 3);

      HeadCut.Part part = head.cut().due().orElseThrow();

      assertThat(part.from()).isEqualTo(T);
      assertThat(part.to()).isEqualTo((T / RANGE + 1) * RANGE);
      assertThat(part.series()).hasSize(3);
      Map<Labels, Map<Long, Object>> all = Contents.of(head);
      head.cut().drop(part);
      head.cut().shorten(part);
      assertThat(head.cut().due()).isEmpty();
      assertThat(head.minTime()).isEqualTo(part.to());
      Map<Labels, Map<Long, Object>> rejoined = new HashMap<>();
      Contents.of(head).forEach((l, s) -> rejoined.put(l, new TreeMap<>(s)));
      addTo(rejoined, part);
      assertThat(rejoined).isEqualTo(all);
    }
  }

  @Test
  void theRestIsCutWhenAskedForAndItsRangesAreClosed() throws IOException {
    try (Head head = Head.open(folder, SETTINGS, Long.MIN_VALUE, messages::add)) {
      append(head, T, T + 130_000, 2);
      Map<Labels, Map<Long, Object>> all = Contents.of(head);
      Map<Labels, Map<Long, Object>> cut = new HashMap<>();
      for (var part = head.cut().rest(); part.isPresent(); part = head.cut().rest()) {
        addTo(cut, part.get());
        head.cut().drop(part.get());
        head.cut().shorten(part.get());
      }

      assertThat(cut).isEqualTo(all);
      assertThat(head.counters(T).series()).isZero();
      SampleBatch late = new SampleBatch();
      late.add(series(0), T + 131_000, 1);
      assertThat(head.append(late, T).refusedCount()).isEqualTo(1);
    }
  }

  @Test
  void samplesOutOfOrderAreCutByRangesAndTheirLogIsEmptied() throws IOException {
    HeadSettings settings = SETTINGS.withOutOfOrderMillis(1_000_000);
    Random random = new Random(4);
    try (Head head = Head.open(folder, settings, Long.MIN_VALUE, messages::add)) {
      append(head, T, T + 20_000, 2);
      for (int i = 0; i < 500; i++) {
        SampleBatch batch = new SampleBatch();
        batch.add(series(random.nextInt(2)), T - random.nextInt(900_000), i);
        assertThat(head.append(batch, T).samples()).isEqualTo(1);
      }
      Map<Labels, Map<Long, Object>> all = Contents.of(head);

      HeadCut.Late late = head.cut().late();
      assertThat(Contents.of(head)).isEqualTo(all);
      SampleBatch meanwhile = new SampleBatch();
      meanwhile.add(series(1), T - 1, 77);
      head.append(meanwhile, T);
      head.cut().drop(late);
      head.cut().shorten(late);

      assertThat(late.parts().size()).isGreaterThan(5);
      assertThat(Contents.of(head).get(series(1))).containsEntry(T - 1, Contents.bits(77));
      Map<Labels, Map<Long, Object>> rejoined = new HashMap<>();
      Contents.of(head).forEach((l, s) -> rejoined.put(l, new TreeMap<>(s)));
      for (HeadCut.Part part : late.parts()) {
        addTo(rejoined, part);
      }
      rejoined.getOrDefault(series(1), new TreeMap<>()).remove(T - 1);
      assertThat(rejoined).isEqualTo(all);
    }
    try (Head head = Head.open(folder, settings, Long.MIN_VALUE, messages::add)) {
      assertThat(head.select(T - 1_000_000, T - 2, List.of())).isEmpty();
      assertThat(Contents.of(head).get(series(1))).containsEntry(T - 1, Contents.bits(77));
    }
  }

  @Test
  void checkpointsKeepWhatIsNeededAndTheLogStaysShort() throws IOException {
    MetricMetadata about = new MetricMetadata(MetricMetadata.Type.GAUGE, "help", "");
    long now = T;
    long lastSegments = 0;
    for (int round = 0; round < 12; round++) {
      long from = now;
      now += 3 * RANGE;
      long cutTo = Long.MIN_VALUE;
      try (Head head = Head.open(folder, SETTINGS, from - RANGE, messages::add)) {
        append(head, from, now, 100 * round, 150);
        SampleBatch named = new SampleBatch();
        named.metadata("m", about);
        head.append(named, now);
        for (var part = head.cut().due(); part.isPresent(); part = head.cut().due()) {
          head.cut().drop(part.get());
          head.cut().shorten(part.get());
          cutTo = part.get().to();
        }
        append(head, now, now + 5000, 100 * round, 1);
        lastSegments = Segments.list(folder.resolve("wal")).length;
        Map<Labels, Map<Long, Object>> all = Contents.of(head);
        Path copy = folder.resolve("copy" + round);
        copy(folder.resolve("wal"), copy.resolve("wal"));
        try (Head again = Head.open(copy, SETTINGS, cutTo, messages::add)) {
          assertThat(Contents.of(again)).isEqualTo(all);
          assertThat(again.metadata()).isEqualTo(Map.of("m", about));
        }
      }
      now += 10_000;
    }

    assertThat(messages).isEmpty();
    assertThat(Checkpoint.last(folder.resolve("wal"))).isPresent();
    assertThat(lastSegments).isLessThan(60);
    try (Stream<Path> files = Files.list(folder.resolve("wal"))) {
      assertThat(files.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void aCheckpointNamesSeriesThatAreGoneAsLongAsLaterSegmentsHaveTheirSamples() throws IOException {
    long end = (T / RANGE + 1) * RANGE;
    try (Head head = Head.open(folder, SETTINGS, Long.MIN_VALUE, messages::add)) {
      append(head, T, T + 1, 0, 1);
      for (int i = 0; i < 6; i++) {
        head.log.wal().nextSegment();
      }
      append(head, T + 5000, T + 5001, 0, 1);
      head.log.wal().nextSegment();
      append(head, T + 160_000, T + 160_001, 1, 1);

      HeadCut.Part part = head.cut().due().orElseThrow();
      head.cut().drop(part);
      head.cut().shorten(part);

      assertThat(head.counters(T).seriesRemoved()).isEqualTo(1);
      assertThat(Checkpoint.last(folder.resolve("wal"))).isPresent();
      assertThat(Segments.list(folder.resolve("wal"))[0]).isBetween(1, 6);
    }

    try (Head again = Head.open(folder, SETTINGS, end, messages::add)) {
      assertThat(Contents.of(again).keySet()).containsExactly(series(1));
    }
    assertThat(messages).isEmpty();
  }

  @Test
  void whatWasAcknowledgedIsThereAfterDeathAtAnyMoment() throws IOException {
    Random random = new Random(6);
    HeadSettings settings = SETTINGS.withOutOfOrderMillis(30_000);
    Map<Labels, Map<Long, Object>> acknowledged = new HashMap<>();
    try (Head head = Head.open(folder.resolve("live"), settings, Long.MIN_VALUE, messages::add)) {
      for (int i = 0; i < 200; i++) {
        SampleBatch batch = new SampleBatch();
        IntStream.range(0, 1 + random.nextInt(8))
            .forEach(
                j -> batch.add(series(random.nextInt(60)), batchTime(random), random.nextDouble()));
        head.append(batch, T);
        for (SampleBatch.Entry e : batch.samples()) {
          acknowledged
              .computeIfAbsent(e.series(), l -> new TreeMap<>())
              .putIfAbsent(e.millis(), Contents.bits(e.value()));
        }
        if (i % 10 == 9) {
          Map<Labels, Map<Long, Object>> held = Contents.of(head);
          Path copy = folder.resolve("copy" + i);
          copy(folder.resolve("live"), copy);
          tear(copy.resolve("wal"), random);
          try (Head again = Head.open(copy, settings, Long.MIN_VALUE, messages::add)) {
            assertThat(Contents.of(again)).isEqualTo(held);
          }
        }
      }
      assertThat(Contents.of(head)).isEqualTo(acknowledged);
    }
  }

  private static long batchTime(Random random) {
    return T + 60_000 - random.nextInt(30_000);
  }

  /** Half a record behind the last whole one, as the death of the process may leave it. */
  private static void tear(Path wal, Random random) throws IOException {
    int[] segments = Segments.list(wal);
    Path last = Segments.file(wal, segments[segments.length - 1]);
    byte[] bytes = Files.readAllBytes(last);
    byte[] more = new byte[1 + random.nextInt(100)];
    random.nextBytes(more);
    more[0] = 2;
    byte[] torn = java.util.Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, torn, bytes.length, more.length);
    Files.write(last, torn);
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Path target = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(target);
        } else {
          Files.copy(p, target);
        }
      }
    }
    return to;
  }
}
