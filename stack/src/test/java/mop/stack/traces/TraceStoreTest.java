package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceStoreTest {
  private static final Origin ORIGIN = new Origin(new byte[0], new byte[0], "unknown_service");
  private static final long MINUTE = 60_000_000_000L;

  @TempDir Path folder;
  private ObjectStore objects;
  private Path wal;

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"));
    wal = folder.resolve("wal");
  }

  private TraceStore store(TraceStoreSettings settings) throws IOException {
    return new TraceStore(objects, wal, settings, 42, Runnable::run);
  }

  /** A trace of one span that begins so many minutes after the start. */
  private static RawTrace at(long id, int minutes) {
    RawTrace trace = new RawTrace(0, id);
    long start = GeneratedTraces.START + minutes * MINUTE;
    GeneratedTraces.add(
        trace,
        ORIGIN,
        Span.newBuilder()
            .setTraceId(GeneratedTraces.id(0, id))
            .setSpanId(GeneratedTraces.id(id))
            .setName("name")
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + 1000)
            .build());
    return trace;
  }

  private List<BlockMeta> metas() throws IOException {
    List<String> ids = BlockReader.blocks(objects, Stores.TENANT);
    Stream.Builder<BlockMeta> metas = Stream.builder();
    for (String id : ids) {
      metas.add(BlockReader.open(objects, Stores.TENANT, id).meta());
    }
    return metas.build().sorted((a, b) -> a.startTime().compareTo(b.startTime())).toList();
  }

  @Test
  void cutsABlockWhenATraceLiesBehindItsTimeSpan() throws IOException {
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      for (int minute : new int[] {0, 10, 29, 30, 31, 59, 60}) {
        store.append(at(minute + 1, minute));
      }
      assertThat(store.counters().blocks()).isEqualTo(2);
      assertThat(store.unflushedTraces()).isEqualTo(1);
      store.flush();
    }

    assertThat(metas()).extracting(BlockMeta::traces).containsExactly(3L, 3L, 1L);
    assertThat(Duration.between(metas().get(0).startTime(), metas().get(1).startTime()))
        .isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aTraceThatBeganEarlierStaysInTheBlock() throws IOException {
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      store.append(at(1, 40));
      store.append(at(2, 3));
      store.append(at(3, 69));
      store.flush();
      assertThat(store.counters().blocks()).isEqualTo(1);
    }
  }

  @Test
  void cutsABlockWhenItsLogIsFull() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(21).list(400);
    TraceStoreSettings settings =
        TraceStoreSettings.defaults().withMaxBlock(Duration.ofDays(30_000), 100_000);
    try (TraceStore store = store(settings)) {
      for (RawTrace t : traces) {
        store.append(t);
      }
      store.flush();
      TraceStoreCounters counters = store.counters();
      assertThat(counters.blocks())
          .isBetween(counters.walBytes() / 400_000, counters.walBytes() / 150_000);
      assertThat(counters.objects()).isEqualTo(4 * counters.blocks());
      assertThat(counters.storedTraces()).isEqualTo(counters.traces()).isEqualTo(400);
      assertThat(counters.storedBytes()).isEqualTo(objects.usage().bytesWritten());
    }
    new SpanForms(BlockEncoding.VPARQUET5).assertEqual(Stores.read(objects), traces);
  }

  @Test
  void blockIdsFollowFromTheSeed() throws IOException {
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      store.append(at(1, 0));
      store.append(at(2, 31));
      store.flush();
    }
    assertThat(BlockReader.blocks(objects, Stores.TENANT))
        .containsExactlyInAnyOrder(
            BlockIds.blockId(42, 0).toString(), BlockIds.blockId(42, 1).toString());
    assertThat(BlockIds.blockId(42, 0).version()).isEqualTo(4);
    assertThat(BlockIds.blockId(42, 0)).isNotEqualTo(BlockIds.blockId(43, 0));
  }

  @Test
  void blocksOfALogThatWasRemovedAreNotOverwritten() throws IOException {
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      store.append(at(1, 0));
      store.flush();
      store.append(at(2, 31));
      store.flush();
    }
    wal = folder.resolve("another");
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      store.append(at(3, 62));
      store.flush();
    }

    assertThat(Stores.read(objects)).hasSize(3);
  }

  @Test
  void aSegmentWhoseBlockWasMergedAlreadyIsNotStoredAgain() throws IOException {
    Path segment = wal.resolve("0000000000.wal");
    Path copy = folder.resolve("copy");
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      store.append(at(1, 0));
      Files.copy(segment, copy);
      store.flush();
    }
    BlockObjects.markCompacted(objects, metas().getFirst(), Instant.EPOCH);
    Files.copy(copy, segment);

    store(TraceStoreSettings.defaults()).close();

    assertThat(segment).doesNotExist();
    assertThat(BlockReader.blocks(objects, Stores.TENANT)).isEmpty();
  }

  @Test
  void refusesMalformedSpansBeforeAnythingIsStored() throws IOException {
    RawTrace bad = at(1, 0);
    byte[] attribute = {0x4a, 0x04, 0x12, 0x7f, 0x0a, 0x01};
    bad.add(ORIGIN, attribute, 0, attribute.length, 2, 0, 1, 2, 0, 0);
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      assertThatThrownBy(() -> store.append(bad))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("reaches beyond its message");

      store.append(at(2, 0));
      store.flush();
      assertThat(store.counters().traces()).isEqualTo(1);
    }
    assertThat(metas()).extracting(BlockMeta::traces).containsExactly(1L);
  }

  @Test
  void refusesValuesNestedTooDeeply() throws IOException {
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < 300; i++) {
      value = field(5, field(1, value));
    }
    ByteString span = field(9, field(2, value));
    RawTrace deep = new RawTrace(1, 1);
    deep.add(ORIGIN, span.toByteArray(), 0, span.size(), 1, 0, 1, 2, 0, 0);
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      assertThatThrownBy(() -> store.append(deep))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("nested deeper");
    }
  }

  /** A length-delimited field. */
  private static ByteString field(int number, ByteString content) {
    ByteString.Output out = ByteString.newOutput();
    out.write(number << 3 | 2);
    int length = content.size();
    while (length >= 0x80) {
      out.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    return out.toByteString().concat(content);
  }

  @Test
  void oneFolderServesOneStore() throws IOException {
    try (TraceStore first = store(TraceStoreSettings.defaults())) {
      assertThat(first.unflushedTraces()).isZero();
      assertThatThrownBy(() -> store(TraceStoreSettings.defaults()))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(wal.toString());
    }
    store(TraceStoreSettings.defaults()).close();
  }

  @Test
  void goesOnWhenABlockCouldNotBeStoredForAWhile() throws IOException {
    FullStore full = new FullStore(objects);
    try (TraceStore store =
        new TraceStore(full, wal, TraceStoreSettings.defaults(), 42, Runnable::run)) {
      store.append(at(1, 0));
      assertThatThrownBy(store::flush).isInstanceOf(IOException.class).hasMessage("disk full");
      store.append(at(2, 0));
      store.append(at(3, 31));
      assertThat(store.unflushedTraces()).isEqualTo(3);
      assertThat(store.counters().blocks()).isZero();

      full.full = false;
      store.append(at(4, 0));
      store.flush();
      assertThat(store.unflushedTraces()).isZero();
    }
    assertThat(Stores.read(objects))
        .extracting(RawTrace::idLow)
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void refusesTracesWhenTheLogOfABlockThatCannotBeStoredGrowsTooLong() throws IOException {
    FullStore full = new FullStore(objects);
    TraceStoreSettings settings =
        TraceStoreSettings.defaults().withMaxBlock(Duration.ofDays(30_000), 10_000);
    List<RawTrace> traces = new GeneratedTraces(22).list(2000);
    int stored = 0;
    try (TraceStore store = new TraceStore(full, wal, settings, 42, Runnable::run)) {
      while (append(store, traces.get(stored))) {
        stored++;
      }
      assertThat(stored).isBetween(5, 1000);
      assertThat(store.unflushedTraces()).isEqualTo(stored);

      full.full = false;
      for (RawTrace t : traces.subList(stored, traces.size())) {
        store.append(t);
      }
      store.flush();
    }
    new SpanForms(BlockEncoding.VPARQUET5).assertEqual(Stores.read(objects), traces);
  }

  private static boolean append(TraceStore store, RawTrace trace) {
    try {
      store.append(trace);
      return true;
    } catch (IOException e) {
      assertThat(e).hasMessage("disk full");
      return false;
    }
  }

  @Test
  void aBatchIsSyncedOnce() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(23).list(100);
    TraceStoreSettings settings =
        Stores.oneBlock(BlockEncoding.VPARQUET5).withWalSync(WalSync.EACH_TRACE);
    try (TraceStore store = store(settings)) {
      long before = store.counters().walSyncs();
      store.append(traces);
      assertThat(store.counters().walSyncs() - before).isEqualTo(1);
      assertThat(store.counters().traces()).isEqualTo(100);
      store.flush();
    }
    new SpanForms(BlockEncoding.VPARQUET5).assertEqual(Stores.read(objects), traces);
  }

  @Test
  void aBatchWithAMalformedSpanIsRefusedWhole() throws IOException {
    RawTrace bad = at(2, 0);
    byte[] attribute = {0x4a, 0x04, 0x12, 0x7f, 0x0a, 0x01};
    bad.add(ORIGIN, attribute, 0, attribute.length, 2, 0, 1, 2, 0, 0);
    try (TraceStore store = store(TraceStoreSettings.defaults())) {
      assertThatThrownBy(() -> store.append(List.of(at(1, 0), bad)))
          .isInstanceOf(InvalidInput.class);
      assertThat(store.unflushedTraces()).isZero();
    }
  }

  /** Takes no object while it is full. */
  private static final class FullStore extends WrappedStore {
    boolean full = true;

    FullStore(ObjectStore rest) {
      super(rest);
    }

    @Override
    public void put(String key, InputStream content, long length) throws IOException {
      if (full) {
        throw new IOException("disk full");
      }
      super.put(key, content, length);
    }
  }

  @Test
  void saysWhichFolderCannotHoldALog() throws IOException {
    Files.createFile(wal);
    assertThatThrownBy(() -> store(TraceStoreSettings.defaults()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(wal.toString());
  }

  @Test
  void refusesSettingsOutOfRange() {
    TraceStoreSettings d = TraceStoreSettings.defaults();
    assertThatThrownBy(() -> d.withTenant("a/b")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> d.withMaxBlock(Duration.ZERO, 1)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> d.withMaxBlock(Duration.ofDays(1), 2L << 30))
        .isInstanceOf(InvalidInput.class);
  }
}
