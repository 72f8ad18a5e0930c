package mop.stack.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.compaction.CompactionPlan;
import mop.stack.metrics.compaction.Retention;
import mop.stack.metrics.head.Contents;
import mop.stack.metrics.head.HeadSettings;
import mop.stack.wal.WalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricStoreTest {
  private static final long RANGE = 60_000;
  private static final long T = 1_790_000_000_000L;
  private static final HeadSettings HEAD =
      HeadSettings.DEFAULT
          .withRangeMillis(RANGE)
          .withAheadMillis(Long.MAX_VALUE)
          .withOutOfOrderMillis(3 * RANGE)
          .withWal(WalSettings.DEFAULT.withForce(false).withSegmentBytes(128 * 1024));
  private static final MetricStoreSettings SETTINGS =
      MetricStoreSettings.DEFAULT
          .withHead(HEAD)
          .withPlan(new CompactionPlan(List.of(RANGE, 3 * RANGE)))
          .withSeed(7);

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();
  private final Map<Labels, Map<Long, Object>> acknowledged = new HashMap<>();

  private MetricStore open(Path data) throws IOException {
    return MetricStore.open(data, SETTINGS, messages::add);
  }

  private static Labels series(int n) {
    return Labels.of("__name__", n % 2 == 0 ? "even" : "odd", "n", String.valueOf(n));
  }

  /** Appends samples around a time, some of them late, and remembers what was taken. */
  private void append(MetricStore store, Random random, long millis) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 10; i++) {
      long late = random.nextInt(6) == 0 ? random.nextInt((int) (2 * RANGE)) : 0;
      batch.add(series(random.nextInt(30)), millis + i - late, random.nextInt(100));
    }
    AppendOutcome outcome = store.append(batch, millis);
    assertThat(outcome.refused().keySet()).isSubsetOf(Refusal.DUPLICATE);
    if (outcome.refusedCount() == 0) {
      for (SampleBatch.Entry e : batch.samples()) {
        acknowledged
            .computeIfAbsent(e.series(), l -> new TreeMap<>())
            .putIfAbsent(e.millis(), Contents.bits(e.value()));
      }
    }
  }

  /** At one time a series may have had two values; either may be read. */
  private static void assertHolds(SeriesSource source, Map<Labels, Map<Long, Object>> expected)
      throws IOException {
    Map<Labels, Map<Long, Object>> got = Contents.of(source);
    expected.forEach((labels, samples) ->
        assertThat(got.getOrDefault(labels, Map.of()).keySet())
            .as(labels.toString())
            .containsAll(samples.keySet()));
    assertThat(got.keySet()).isEqualTo(expected.keySet());
  }

  @Test
  void samplesAreReadOnceFromHeadAndBlocksWhateverIsCut() throws IOException {
    Random random = new Random(1);
    try (MetricStore store = open(folder)) {
      for (int i = 0; i < 500; i++) {
        append(store, random, T + i * 1000L);
        if (i % 20 == 0) {
          store.tick(T + i * 1000L);
          assertHolds(store, acknowledged);
        }
      }
      assertHolds(store, acknowledged);
      assertThat(store.labelValues("__name__", T, T + 1000, List.of()))
          .containsExactly("even", "odd");
      assertThat(store.labelNames(T, T, List.of(Matcher.equal("__name__", "odd"))))
          .containsExactly("__name__", "n");
      MetricStoreUsage usage = store.usage(T);
      assertThat(usage.blocksCut()).isGreaterThan(5);
      assertThat(usage.blockBytes()).isPositive();
      assertThat(usage.compactions()).isGreaterThan(2);
      assertThat(usage.bytesRead()).isPositive();
      assertThat(usage.bytesWritten()).isGreaterThan(usage.blockBytes());
      assertThat(usage.maintenanceCpuNanos()).isPositive();
      assertThat(usage.head().lateSamples()).isGreaterThan(200);
      assertThat(usage.logBytes()).isPositive();
      store.flush(T + 600_000);
      assertHolds(store, acknowledged);
      assertThat(store.usage(T).head().series()).isZero();
    }
    try (MetricStore again = open(folder)) {
      assertHolds(again, acknowledged);
      assertThat(again.usage(T).head().series()).as("series that are in blocks").isZero();
    }
    assertThat(messages).isEmpty();
  }

  @Test
  void nothingAcknowledgedIsLostByDeathAtAnyMoment() throws IOException {
    Random random = new Random(2);
    Path live = folder.resolve("live");
    try (MetricStore store = open(live)) {
      for (int i = 0; i < 250; i++) {
        append(store, random, T + i * 2000L);
        if (random.nextInt(25) == 0) {
          store.tick(T + i * 2000L);
        }
        if (random.nextInt(10) == 0) {
          Path copy = copy(live, folder.resolve("copy" + i));
          if (random.nextBoolean()) {
            Files.createDirectories(
                copy.resolve("01ARZ3NDEKTSV4RRFFQ69G5FAV.tmp-for-creation/chunks"));
            Files.createDirectories(copy.resolve("wal/checkpoint.00000009.tmp"));
          }
          try (MetricStore again = open(copy)) {
            assertHolds(again, acknowledged);
            again.tick(T + i * 2000L);
            assertHolds(again, acknowledged);
            assertThat(copy.resolve("01ARZ3NDEKTSV4RRFFQ69G5FAV.tmp-for-creation")).doesNotExist();
          }
          BlockFolder.deleteTree(copy);
        }
      }
    }
    assertThat(messages).isEmpty();
  }

  /** As a crash of the machine would leave the folder: files as they are, but for the lock. */
  private static Path copy(Path from, Path to) throws IOException {
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

  @Test
  void aBrokenBlockIsSetAsideWithAMessage() throws IOException {
    try (MetricStore store = open(folder)) {
      append(store, new Random(3), T);
      store.flush(T);
    }
    Path block = blocks(folder).getFirst();
    Files.delete(block.resolve("meta.json"));

    try (MetricStore again = open(folder)) {
      assertThat(messages).hasSize(1);
      assertThat(messages.getFirst()).contains("meta.json", "set aside").doesNotContain("\n");
      assertThat(block).doesNotExist();
      assertThat(block.resolveSibling(block.getFileName() + ".broken")).isDirectory();
      append(again, new Random(4), T + 2 * RANGE);
    }
  }

  @Test
  void blocksOlderThanTheRetentionAreDeleted() throws IOException {
    MetricStoreSettings shortly =
        SETTINGS.withRetention(new Retention(OptionalLong.of(3 * RANGE), OptionalLong.empty()));
    Random random = new Random(5);
    try (MetricStore store = MetricStore.open(folder, shortly, messages::add)) {
      for (int i = 0; i < 600; i++) {
        append(store, random, T + i * 1000L);
        store.tick(T + i * 1000L);
      }
      assertThat(store.usage(T).blocksDeleted()).isPositive();
      assertThat(store.minTime()).isBetween(T + 600_000 - 8 * RANGE, T + 600_000 - 2 * RANGE);
    }
    MetricStoreSettings small =
        SETTINGS.withRetention(new Retention(OptionalLong.empty(), OptionalLong.of(1)));
    try (MetricStore store = MetricStore.open(folder, small, messages::add)) {
      store.tick(T);
      assertThat(store.usage(T).blocks()).isZero();
    }
  }

  @Test
  void blocksThatWentIntoAnotherAreNotServedTwiceAfterDeath() throws IOException {
    Random random = new Random(8);
    Path before = folder.resolve("before");
    Path data = folder.resolve("data");
    try (MetricStore store = open(data)) {
      for (int i = 0; i < 250; i++) {
        append(store, random, T + i * 1000L);
      }
      store.flush(T);
    }
    copy(data, before);
    try (MetricStore store = open(data)) {
      append(store, random, T + 250_000);
      append(store, random, T + 500_000);
      store.tick(T + 500_000);
      assertThat(store.usage(T).compactions()).isPositive();
    }
    for (Path block : blocks(before)) {
      Path gone = data.resolve(block.getFileName().toString());
      if (!Files.exists(gone)) {
        copy(block, gone);
      }
    }

    try (MetricStore again = open(data)) {
      assertHolds(again, acknowledged);
      assertThat(blocks(data)).hasSize(again.usage(T).blocks());
      assertThat(blocks(data).size()).isLessThan(blocks(before).size());
    }
  }

  private static List<Path> blocks(Path data) throws IOException {
    try (Stream<Path> all = Files.list(data)) {
      return all.filter(p -> p.getFileName().toString().length() == 26).toList();
    }
  }

  @Test
  void aFolderIsForOneStore() throws IOException {
    try (MetricStore store = open(folder)) {
      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("in use by another store");
      append(store, new Random(6), T);
    }
    MetricStore closed = open(folder);
    closed.close();
    assertThatThrownBy(() -> append(closed, new Random(6), T))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void readersSeeEverythingAcknowledgedWhileItIsWrittenAndCut() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (MetricStore store = open(folder);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Callable<Integer> reader =
          () -> {
            int reads = 0;
            while (!done.get() || reads == 0) {
              assertWhole(store);
              reads++;
            }
            return reads;
          };
      List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
      for (int i = 0; i < 1500; i++) {
        SampleBatch batch = new SampleBatch();
        batch.add(Labels.of("__name__", "counter"), T + i * 500L, i);
        store.append(batch, T);
        if (i % 50 == 0) {
          store.tick(T + i * 500L);
        }
      }
      done.set(true);
      for (Future<Integer> r : readers) {
        assertThat(r.get()).isPositive();
      }
      assertThat(store.usage(T).blocksCut()).isGreaterThan(5);
    }
  }

  @Test
  void batchesOfManyThreadsShareTheWaitForTheDisk() throws Exception {
    MetricStoreSettings forced = SETTINGS.withHead(HEAD.withWal(WalSettings.DEFAULT));
    int each = 50;
    try (MetricStore store = MetricStore.open(folder, forced, messages::add);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int w = 0; w < 8; w++) {
        Labels series = series(w);
        writers.add(threads.submit(() -> write(store, series, each)));
      }
      for (Future<Integer> w : writers) {
        assertThat(w.get()).isEqualTo(each);
      }
      assertThat(store.usage(T).head().walSyncs()).isLessThan(8L * each);
    }
    try (MetricStore again = open(folder)) {
      assertThat(Contents.of(again).values()).hasSize(8).allMatch(s -> s.size() == each);
    }
  }

  private static int write(MetricStore store, Labels series, int count) throws IOException {
    int taken = 0;
    for (int i = 0; i < count; i++) {
      SampleBatch batch = new SampleBatch();
      batch.add(series, T + i, i);
      taken += store.append(batch, T).samples();
    }
    return taken;
  }

  /** The counter counts from 0 without a gap. */
  private static void assertWhole(MetricStore store) throws IOException {
    for (SeriesSource.Series s : store.select(T, Long.MAX_VALUE, List.of())) {
      SampleCursor c = s.samples();
      int n = 0;
      while (c.next() != SampleCursor.Kind.END) {
        assertThat(c.value()).isEqualTo(n);
        n++;
      }
    }
  }
}
