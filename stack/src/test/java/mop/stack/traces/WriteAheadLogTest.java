package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteAheadLogTest {
  private static final List<RawTrace> TRACES = new GeneratedTraces(31).list(40);

  @TempDir Path folder;

  private TraceStore open(String name, WalSync sync) throws IOException {
    return new TraceStore(
        objects(name),
        folder.resolve(name).resolve("wal"),
        Stores.oneBlock(BlockEncoding.VPARQUET5).withWalSync(sync),
        42,
        Runnable::run);
  }

  private ObjectStore objects(String name) throws IOException {
    return new FileObjectStore(folder.resolve(name).resolve("objects"));
  }

  private Path segment(String name) {
    return WalFormat.segment(folder.resolve(name).resolve("wal"), 0);
  }

  private static void append(TraceStore store, List<RawTrace> traces) throws IOException {
    for (RawTrace t : traces) {
      store.append(t);
    }
  }

  private byte[] block(String name) throws IOException {
    ObjectStore objects = objects(name);
    String id = BlockReader.blocks(objects, Stores.TENANT).getFirst();
    return objects.get(Stores.TENANT + '/' + id + "/data.parquet");
  }

  @ParameterizedTest
  @EnumSource
  void aStoreThatWasClosedGoesOnWhereItStopped(WalSync sync) throws IOException {
    try (TraceStore store = open("undisturbed", sync)) {
      append(store, TRACES);
      store.flush();
    }
    for (int from = 0; from < TRACES.size(); from += 10) {
      try (TraceStore store = open("disturbed", sync)) {
        assertThat(store.unflushedTraces()).isEqualTo(from);
        append(store, TRACES.subList(from, from + 10));
      }
    }
    try (TraceStore store = open("disturbed", sync)) {
      store.flush();
      assertThat(store.recovery()).isEmpty();
    }
    assertThat(block("disturbed")).isEqualTo(block("undisturbed"));
  }

  @Test
  void everyTraceIsOnTheDiskWhenAppendReturns() throws IOException {
    try (TraceStore store = open("killed", WalSync.EACH_TRACE)) {
      append(store, TRACES);
      assertThat(store.counters().walSyncs()).isGreaterThanOrEqualTo(TRACES.size());
      Path copy = Files.createDirectories(folder.resolve("copy").resolve("wal"));
      Files.copy(segment("killed"), copy.resolve(segment("killed").getFileName()));
    }
    try (TraceStore store = open("copy", WalSync.EACH_TRACE)) {
      store.flush();
    }
    new SpanForms(BlockEncoding.VPARQUET5).assertEqual(Stores.read(objects("copy")), TRACES);
  }

  @Test
  void aTornTailIsSetAside() throws IOException {
    byte[] whole = wholeLog();
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 60; round++) {
      String name = "torn" + round;
      int cut = round < 12 ? round : random.nextInt(whole.length);
      Files.createDirectories(segment(name).getParent());
      Files.write(segment(name), Arrays.copyOf(whole, cut));
      List<RawTrace> kept;
      try (TraceStore store = open(name, WalSync.NEVER)) {
        boolean torn = !store.recovery().isEmpty();
        int traces = store.unflushedTraces();
        kept = TRACES.subList(0, traces);
        if (torn) {
          assertThat(store.recovery().getFirst())
              .contains(segment(name).toString(), traces + " traces before it are kept");
          assertThat(setAside(name)).hasSize(1);
        } else {
          assertThat(setAside(name)).isEmpty();
        }
        append(store, TRACES.subList(traces, TRACES.size()));
        store.flush();
      }
      assertThat(kept.size()).isLessThan(TRACES.size());
      assertThat(Stores.read(objects(name))).hasSize(TRACES.size());
    }
  }

  private List<Path> setAside(String name) throws IOException {
    try (var files = Files.list(folder.resolve(name).resolve("wal"))) {
      return files.filter(f -> f.toString().contains(".torn-")).toList();
    }
  }

  private byte[] wholeLog() throws IOException {
    try (TraceStore store = open("whole", WalSync.NEVER)) {
      append(store, TRACES);
    }
    return Files.readAllBytes(segment("whole"));
  }

  @Test
  void aFlippedBitCostsOnlyWhatFollowsIt() throws IOException {
    byte[] whole = wholeLog();
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 80; round++) {
      String name = "flipped" + round;
      byte[] flipped = whole.clone();
      int at = 8 + random.nextInt(whole.length - 8);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.createDirectories(segment(name).getParent());
      Files.write(segment(name), flipped);
      try (TraceStore store = open(name, WalSync.NEVER)) {
        assertThat(store.recovery()).hasSize(1);
        int traces = store.unflushedTraces();
        store.flush();
        new SpanForms(BlockEncoding.VPARQUET5)
            .assertEqual(Stores.read(objects(name)), TRACES.subList(0, traces));
      }
    }
  }

  @Test
  void aFileThatIsNoLogIsNamed() throws IOException {
    Files.createDirectories(segment("other").getParent());
    Files.writeString(segment("other"), "something else entirely");
    assertThatThrownBy(() -> open("other", WalSync.NEVER))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(segment("other").toString());
  }

  @Test
  void cutSegmentsBecomeBlocksWhenTheStoreIsOpened() throws IOException {
    byte[] whole = wholeLog();
    Files.createDirectories(segment("two").getParent());
    Files.write(segment("two"), whole);
    Files.write(segment("two").resolveSibling("0000000001.wal"), whole);
    try (TraceStore store = open("two", WalSync.NEVER)) {
      assertThat(store.counters().blocks()).isEqualTo(1);
      assertThat(store.unflushedTraces()).isEqualTo(TRACES.size());
      assertThat(segment("two")).doesNotExist();
    }
  }
}
