package mop.stack.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import mop.stack.labels.Labels;
import mop.stack.logs.format.Compression;
import mop.stack.store.FileObjectStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash leaves: everything acknowledged, whatever stood behind it, nothing twice. */
class RecoveryTest {
  private static final ChunkRules SMALL =
      ChunkRules.DEFAULT.withCompression(Compression.SNAPPY).withSizes(500, 3_000);
  private static final LogStoreSettings SETTINGS = LogStoreSettings.DEFAULT.withRules(SMALL);

  @TempDir Path temp;

  /** A copy of the store's folders after a push was acknowledged. */
  private record Crash(Path folder, int acknowledged) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatWasAcknowledgedIsThereAgain(long seed) throws IOException {
    Random random = new Random(seed);
    List<Crash> crashes = run(random);

    for (Crash crash : crashes) {
      tearTail(crash, random);
      try (LogStore store = open(crash.folder)) {
        assertThat(numbers(store))
            .as(crash.folder.toString())
            .startsWith(first(crash.acknowledged));
        assertThat(store.recovery().size()).isLessThanOrEqualTo(1);
        store.flush(now(1_000));
        assertThat(numbers(store)).startsWith(first(crash.acknowledged));
      }
      try (LogStore again = open(crash.folder)) {
        assertThat(numbers(again)).startsWith(first(crash.acknowledged));
        assertThat(again.counters().memoryStreams()).isZero();
      }
    }
  }

  private List<Crash> run(Random random) throws IOException {
    List<Crash> crashes = new ArrayList<>();
    Path live = temp.resolve("live");
    int next = 0;
    try (LogStore store = open(live)) {
      for (int i = 0; i < 60; i++) {
        int count = 1 + random.nextInt(8);
        store.push(batch(next, next + count, random), now(i));
        next += count;
        if (random.nextInt(5) == 0) {
          store.maintain(now(i));
        }
        if (random.nextInt(30) == 0) {
          store.flush(now(i));
        }
        if (random.nextInt(6) == 0) {
          Path copy = temp.resolve("crash-" + i);
          copy(live, copy);
          crashes.add(new Crash(copy, next));
        }
      }
    }
    return crashes;
  }

  private static Instant now(int step) {
    return LogStoreTest.NOON.plusSeconds(60L * step);
  }

  private static Integer[] first(int count) {
    return Stream.iterate(0, n -> n + 1).limit(count).toArray(Integer[]::new);
  }

  private static LogStore open(Path folder) throws IOException {
    return new LogStore(
        new FileObjectStore(folder.resolve("objects")), folder.resolve("log"), SETTINGS);
  }

  private static List<StreamEntries> batch(int from, int to, Random random) {
    List<StreamEntries> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Labels labels = Labels.of("s", "s" + random.nextInt(3));
      all.add(
          new StreamEntries(
              labels, List.of(LogStoreTest.entry(100L * i, "line " + i + " " + "x".repeat(40)))));
    }
    return all;
  }

  /** The numbers of the lines that are served, each as often as it is. */
  private static List<Integer> numbers(LogStore store) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    LogCursor c = new MergedCursor(store.select(0, Long.MAX_VALUE, List.of()), Direction.FORWARD);
    while (c.next()) {
      String line = c.line();
      numbers.add(Integer.parseInt(line.substring(5, line.indexOf(" ", 5))));
    }
    assertThat(new TreeSet<>(numbers)).as("nothing twice").hasSize(numbers.size());
    return numbers;
  }

  /** As if the process had died within the next push: part of its record stands in the log. */
  private static void tearTail(Crash crash, Random random) throws IOException {
    List<Path> segments;
    try (Stream<Path> all = Files.list(crash.folder.resolve("log/wal"))) {
      segments = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (FileChannel last =
        FileChannel.open(segments.getLast(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      last.write(java.nio.ByteBuffer.wrap(garbage));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
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
  }
}
