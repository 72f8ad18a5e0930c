package mop.stack.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logs.Rejection.Reason;
import mop.stack.store.FileObjectStore;
import mop.stack.wal.SegmentFile;
import mop.stack.wal.WalSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
  static final long START = nanos(NOON);
  private static final Labels CART = Labels.of("service_name", "cart", "zone", "a");
  private static final Labels SHOP = Labels.of("service_name", "shop", "zone", "a");

  @TempDir Path temp;
  private FileObjectStore objects;

  @BeforeEach
  void openObjects() throws IOException {
    objects = new FileObjectStore(temp.resolve("objects"));
  }

  static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  private LogStore open(LogStoreSettings settings) throws IOException {
    return new LogStore(objects, temp.resolve("wal"), settings);
  }

  static LogEntry entry(long millis, String line) {
    return new LogEntry(START + millis * 1_000_000, line, Labels.of("trace_id", "t" + millis));
  }

  static StreamEntries entries(Labels labels, int from, int to) {
    List<LogEntry> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(entry(1000L * i, "level=info line " + i));
    }
    return new StreamEntries(labels, all);
  }

  static List<String> lines(LogSource source, Direction direction, Matcher... matchers)
      throws IOException {
    List<String> lines = new ArrayList<>();
    LogCursor c =
        new MergedCursor(
            source.select(START, START + 90_000_000_000_000L, List.of(matchers)), direction);
    while (c.next()) {
      lines.add(c.labels().get("service_name") + ":" + c.line());
    }
    return lines;
  }

  @Test
  void servesFromMemoryAndFromTheObjectStoreAlike() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      PushResult result = store.push(List.of(entries(CART, 0, 3), entries(SHOP, 1, 3)), NOON);
      assertThat(result.accepted()).isEqualTo(5);
      List<String> expected =
          List.of(
              "cart:level=info line 0",
              "cart:level=info line 1",
              "shop:level=info line 1",
              "cart:level=info line 2",
              "shop:level=info line 2");
      assertThat(lines(store, Direction.FORWARD)).isEqualTo(expected);

      store.flush(NOON);

      assertThat(store.counters().memoryStreams()).isZero();
      assertThat(lines(store, Direction.FORWARD)).isEqualTo(expected);
      assertThat(lines(store, Direction.BACKWARD, Matcher.equal("service_name", "shop")))
          .containsExactly("shop:level=info line 2", "shop:level=info line 1");
      store.push(List.of(entries(SHOP, 3, 4)), NOON);
      assertThat(lines(store, Direction.BACKWARD)).first().isEqualTo("shop:level=info line 3");
    }
    try (LogStore again = open(LogStoreSettings.DEFAULT)) {
      assertThat(lines(again, Direction.FORWARD)).hasSize(6);
      assertThat(again.recovery()).isEmpty();
    }
  }

  @Test
  void objectsLieWhereLokiLooksForThem() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      store.push(List.of(entries(CART, 0, 3)), NOON);
      store.flush(NOON);
      assertThat(objects.list("fake/"))
          .singleElement()
          .asString()
          .matches("fake/[0-9a-f]{14,16}/[0-9a-f]{11}:[0-9a-f]{11}:[0-9a-f]{1,8}");
      long day = NOON.getEpochSecond() / 86_400;
      assertThat(objects.list("index/"))
          .containsExactly(
              "index/index_" + day + "/" + NOON.getEpochSecond() + "-embedded-0.tsdb.gz");

      store.compact(NOON.plusSeconds(1));

      assertThat(objects.list("index/"))
          .singleElement()
          .asString()
          .matches(
              "index/index_"
                  + day
                  + "/fake/\\d{19}-compactor-\\d{13}-\\d{13}-[0-9a-f]{1,8}\\.tsdb\\.gz");
      assertThat(lines(store, Direction.FORWARD)).hasSize(3);
    }
  }

  @Test
  void keepsStructuredMetadataAndAddsTheLevel() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      store.push(List.of(entries(CART, 7, 8)), NOON);
      store.flush(NOON);
      LogCursor c =
          store.select(START, Long.MAX_VALUE, List.of()).getFirst().entries(Direction.FORWARD);
      assertThat(c.next()).isTrue();
      assertThat(c.structuredMetadata())
          .isEqualTo(Labels.of("trace_id", "t7000", "detected_level", "info"));
      assertThat(c.timestamp()).isEqualTo(START + 7_000_000_000L);
      assertThat(c.next()).isFalse();
    }
  }

  @Test
  void anEntryThatComesTwiceIsServedOnce() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      store.push(List.of(entries(CART, 0, 5)), NOON);
      store.flush(NOON);
      store.push(List.of(entries(CART, 2, 9)), NOON);
      assertThat(lines(store, Direction.FORWARD)).hasSize(9);
      store.flush(NOON);
      assertThat(lines(store, Direction.FORWARD)).hasSize(9);
      assertThat(lines(store, Direction.BACKWARD)).hasSize(9);
    }
  }

  @Test
  void fetchesOnlyTheChunksOfTheRange() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      for (int i = 0; i < 5; i++) {
        store.push(List.of(entries(CART, 100 * i, 100 * i + 10)), NOON);
        store.flush(NOON.plusSeconds(i));
      }
      long gets = objects.usage().gets();
      long from = START + 200_000_000_000L;
      LogCursor c =
          new MergedCursor(
              store.select(from, from + 1_000_000_000_000L, List.of()), Direction.FORWARD);
      assertThat(c.next()).isTrue();
      assertThat(c.line()).endsWith("line 200");
      assertThat(objects.usage().gets() - gets).isEqualTo(1);
    }
  }

  @Test
  void tellsNamesValuesAndVolumeWithoutReadingChunks() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      store.push(List.of(entries(CART, 0, 101), entries(SHOP, 0, 101)), NOON);
      store.flush(NOON);
      long gets = objects.usage().gets();
      List<Matcher> cart = List.of(Matcher.equal("service_name", "cart"));
      assertThat(store.labelNames(START, START + 1, cart)).containsExactly("service_name", "zone");
      assertThat(store.labelValues("service_name", START, START + 1, List.of()))
          .containsExactly("cart", "shop");
      LogVolume half = store.volume(START, START + 50_000_000_000L, List.of());
      assertThat(half.streams()).isEqualTo(2);
      assertThat(half.chunks()).isEqualTo(2);
      assertThat(half.entries()).isEqualTo(100);
      assertThat(store.labelNames(0, START, List.of())).isEmpty();
      assertThat(objects.usage().gets()).isEqualTo(gets);
    }
  }

  @Test
  void refusesWhatIsTooFarBehindAndTakesTheRest() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      List<LogEntry> all =
          List.of(
              entry(0, "first"),
              entry(7_200_000, "newest"),
              entry(3_600_000, "an hour behind"),
              entry(3_599_999, "more than an hour behind"));
      PushResult result = store.push(List.of(new StreamEntries(CART, all)), NOON);
      assertThat(result.accepted()).isEqualTo(3);
      assertThat(result.rejections())
          .singleElement()
          .satisfies(r -> {
            assertThat(r.reason()).isEqualTo(Reason.TOO_FAR_BEHIND);
            assertThat(r.message())
                .contains("2026-03-05T12:59:59.999Z")
                .contains("2026-03-05T13:00:00Z");
          });
      assertThat(result.retryable()).isFalse();
      assertThat(lines(store, Direction.FORWARD))
          .containsExactly("cart:first", "cart:an hour behind", "cart:newest");
    }
  }

  @Test
  void shedsLoadAboveItsMemoryLimitUntilItIsFlushed() throws IOException {
    LogStoreSettings small = LogStoreSettings.DEFAULT.withLimits(LogLimits.DEFAULT, 2_000);
    try (LogStore store = open(small)) {
      store.push(List.of(entries(CART, 0, 50)), NOON);
      PushResult shed = store.push(List.of(entries(CART, 50, 60)), NOON);
      assertThat(shed.accepted()).isZero();
      assertThat(shed.rejected()).isEqualTo(10);
      assertThat(shed.retryable()).isTrue();
      store.flush(NOON);
      assertThat(store.counters().memoryBytes()).isZero();
      assertThat(store.push(List.of(entries(CART, 50, 60)), NOON).accepted()).isEqualTo(10);
      assertThat(lines(store, Direction.FORWARD)).hasSize(60);
    }
  }

  @Test
  void aFullDiskRefusesAPushWholeAndIsSurvived() throws IOException {
    AtomicBoolean full = new AtomicBoolean();
    SegmentFile.Opener disk = file -> new FullDisk(SegmentFile.open(file), full);
    WalSettings wal = WalSettings.DEFAULT.withOpener(disk);
    try (LogStore store =
        new LogStore(objects, temp.resolve("wal"), LogStoreSettings.DEFAULT, wal)) {
      store.push(List.of(entries(CART, 0, 2)), NOON);
      full.set(true);
      assertThatThrownBy(() -> store.push(List.of(entries(SHOP, 0, 2)), NOON))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no space left");
      assertThat(lines(store, Direction.FORWARD)).hasSize(2);
      full.set(false);
      store.push(List.of(entries(SHOP, 2, 4)), NOON);
    }
    try (LogStore again = open(LogStoreSettings.DEFAULT)) {
      assertThat(lines(again, Direction.FORWARD)).hasSize(4);
      assertThat(again.recovery()).isEmpty();
    }
  }

  private record FullDisk(SegmentFile file, AtomicBoolean full) implements SegmentFile {
    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      if (full.get()) {
        bytes.limit(bytes.position() + bytes.remaining() / 2);
        file.write(bytes, position);
        throw new IOException("no space left on device");
      }
      file.write(bytes, position);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void truncate(long length) throws IOException {
      file.truncate(length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Test
  void compactsTheFilesOfADayIntoOne() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      for (int i = 0; i < 4; i++) {
        Instant now = NOON.plusSeconds(900L * i);
        store.push(List.of(entries(CART, 900 * i, 900 * i + 5)), now);
        store.flush(now);
      }
      assertThat(objects.list("index/")).hasSize(4);
      LogVolume before = store.volume(START, Long.MAX_VALUE, List.of());

      store.compact(NOON.plusSeconds(4000));

      assertThat(objects.list("index/")).hasSize(1);
      assertThat(store.volume(START, Long.MAX_VALUE, List.of())).isEqualTo(before);
      assertThat(lines(store, Direction.FORWARD)).hasSize(20);
      long puts = objects.usage().puts();
      store.compact(NOON.plusSeconds(5000));
      assertThat(objects.usage().puts()).isEqualTo(puts);
    }
  }

  @Test
  void keepsOtherTenantsApartInOneObjectStore() throws IOException {
    LogStoreSettings other = LogStoreSettings.DEFAULT.withTenant("other");
    try (LogStore fake = open(LogStoreSettings.DEFAULT);
        LogStore tenant = new LogStore(objects, temp.resolve("other"), other)) {
      fake.push(List.of(entries(CART, 0, 2)), NOON);
      fake.flush(NOON);
      tenant.push(List.of(entries(CART, 5, 9)), NOON);
      tenant.flush(NOON.plusSeconds(1));
    }
    try (LogStore fake = open(LogStoreSettings.DEFAULT)) {
      fake.compact(NOON.plusSeconds(2));
      assertThat(lines(fake, Direction.FORWARD)).hasSize(2);
      assertThat(objects.list("index/")).hasSize(2);
    }
    try (LogStore tenant = new LogStore(objects, temp.resolve("other"), other)) {
      assertThat(lines(tenant, Direction.FORWARD)).hasSize(4);
    }
  }

  @Test
  void deletesWhatIsOlderThanTheRetentionAfterAWhile() throws IOException {
    LogStoreSettings oneDay = LogStoreSettings.DEFAULT.withRetention(Duration.ofDays(1));
    try (LogStore store = open(oneDay)) {
      store.push(List.of(entries(CART, 0, 5)), NOON);
      store.flush(NOON);
      store.push(List.of(entries(SHOP, 7_200, 7_205)), NOON);
      store.flush(NOON.plusSeconds(7_300));
      Instant later = NOON.plus(Duration.ofHours(25));

      store.compact(later);

      assertThat(lines(store, Direction.FORWARD)).hasSize(5).allMatch(l -> l.startsWith("shop"));
      assertThat(objects.list("fake/")).hasSize(2);
      store.compact(later.plus(Duration.ofHours(2)));
      assertThat(lines(store, Direction.FORWARD)).isEmpty();
      assertThat(objects.list("fake/")).hasSize(1);
      store.compact(later.plus(Duration.ofHours(4)));
      assertThat(objects.list("")).isEmpty();
    }
  }

  @Test
  void asksForAFolderOfItsOwn() throws IOException {
    try (LogStore store = open(LogStoreSettings.DEFAULT)) {
      assertThat(store.recovery()).isEmpty();
      assertThatThrownBy(() -> open(LogStoreSettings.DEFAULT))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("folder of its own");
    }
  }
}
