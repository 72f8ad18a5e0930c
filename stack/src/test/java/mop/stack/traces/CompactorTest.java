package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactorTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final long WHOLE = BlockWriter.ROW_GROUP_BYTES;

  @TempDir Path folder;
  private ObjectStore objects;

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"));
  }

  /** Stores the traces as one block. */
  private BlockMeta block(BlockEncoding encoding, List<RawTrace> traces) throws IOException {
    return block(objects, encoding, traces);
  }

  private int blocks;

  private BlockMeta block(ObjectStore into, BlockEncoding encoding, List<RawTrace> traces)
      throws IOException {
    List<BlockMeta> written = new ArrayList<>();
    Path wal = folder.resolve("wal" + blocks);
    try (TraceStore store =
        new TraceStore(
            into, wal, Stores.oneBlock(encoding), blocks++, Runnable::run, written::add)) {
      store.append(traces);
      store.flush();
    }
    return written.getFirst();
  }

  private Compactor compactor(long rowGroupBytes) throws IOException {
    return compactor(objects, rowGroupBytes);
  }

  private Compactor compactor(ObjectStore store, long rowGroupBytes) throws IOException {
    return new Compactor(store, folder.resolve("scratch"), Runnable::run, rowGroupBytes);
  }

  private static byte[] data(ObjectStore objects, BlockMeta block) throws IOException {
    return objects.get(BlockObjects.prefix(block) + BlockObjects.DATA);
  }

  @ParameterizedTest
  @EnumSource
  void blocksOfDifferentTracesBecomeTheBlockThatHoldsThemAll(BlockEncoding encoding)
      throws IOException {
    List<RawTrace> traces = new GeneratedTraces(91).list(300);
    List<BlockMeta> parts = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      parts.add(block(encoding, traces.subList(p * 100, p * 100 + 100)));
    }
    ObjectStore alone = new FileObjectStore(folder.resolve("alone"));
    BlockMeta whole = block(alone, encoding, traces);

    Compactor.Result result = compactor(WHOLE).compact(parts, NOW);

    assertThat(data(objects, result.block())).isEqualTo(data(alone, whole));
    for (String object : List.of("index", "bloom-0")) {
      assertThat(objects.get(BlockObjects.prefix(result.block()) + object))
          .isEqualTo(alone.get(BlockObjects.prefix(whole) + object));
    }
    assertThat(result.combinedTraces()).isZero();
    assertThat(result.block().compactionLevel()).isEqualTo(1);
    assertThat(result.block().traces()).isEqualTo(300);
    assertThat(result.block().startTime()).isEqualTo(whole.startTime());
    assertThat(result.block().endTime()).isEqualTo(whole.endTime());
  }

  @Test
  void aMergeThatACrashCutShortIsEndedByTheNextCompactor() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(96).list(60);
    List<BlockMeta> inputs = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      inputs.add(block(BlockEncoding.VPARQUET5, traces.subList(p * 20, p * 20 + 20)));
    }
    ObjectStore dying =
        new WrappedStore(objects) {
          @Override
          public void delete(String key) throws IOException {
            if (key.contains(inputs.get(1).blockId())) {
              throw new IOException("killed");
            }
            super.delete(key);
          }
        };
    assertThatThrownBy(() -> compactor(dying, WHOLE).compact(inputs, NOW)).hasMessage("killed");
    Compactor next = compactor(WHOLE);

    next.finish(NOW);

    BlockList list = new BlockList(objects, Stores.TENANT);
    list.poll(NOW);
    assertThat(list.snapshot().blocks()).extracting(BlockMeta::traces).containsExactly(60L);
    assertThat(list.snapshot().compacted()).hasSize(3);
    try (var left = Files.list(folder.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aMergeOfWhichNothingCameOutIsForgotten() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(97).list(40);
    List<BlockMeta> inputs = new ArrayList<>();
    for (int p = 0; p < 2; p++) {
      inputs.add(block(BlockEncoding.VPARQUET5, traces.subList(p * 20, p * 20 + 20)));
    }
    ObjectStore dying =
        new WrappedStore(objects) {
          @Override
          public void put(String key, InputStream content, long length) throws IOException {
            if (key.endsWith(BlockObjects.META)) {
              throw new IOException("killed");
            }
            super.put(key, content, length);
          }
        };
    assertThatThrownBy(() -> compactor(dying, WHOLE).compact(inputs, NOW)).hasMessage("killed");

    compactor(WHOLE).finish(NOW);

    assertThat(Stores.read(inputs, objects)).hasSize(40);
  }

  @ParameterizedTest
  @EnumSource
  void tracesOfSeveralBlocksAreCombined(BlockEncoding encoding) throws IOException {
    List<RawTrace> traces = new GeneratedTraces(92).list(400);
    List<List<RawTrace>> parts = spread(traces, 4, new SplittableRandom(1));
    List<BlockMeta> inputs = new ArrayList<>();
    for (List<RawTrace> p : parts) {
      inputs.add(block(encoding, p));
    }

    Compactor.Result result = compactor(30_000).compact(inputs, NOW);

    BlockReader reader = BlockReader.open(objects, result.block());
    assertThat(reader.file().footer().rowGroups()).hasSizeGreaterThan(10);
    List<RawTrace> read = new ArrayList<>();
    reader.traces(read::add);
    SpanForms forms = new SpanForms(encoding);
    forms.assertEqual(read, traces);
    assertThat(read.stream().mapToInt(RawTrace::size).sum())
        .isEqualTo(traces.stream().mapToInt(RawTrace::size).sum());
    assertThat(read).extracting(SpanForms::id).isSorted().doesNotHaveDuplicates();
    assertThat(result.block().traces()).isEqualTo(400);
    assertThat(result.combinedTraces()).isGreaterThan(50);
    assertThat(result.repeatedSpans()).isGreaterThan(100);
    for (RawTrace t : traces) {
      assertThat(reader.findTrace(t.idHigh(), t.idLow()))
          .hasValueSatisfying(found -> forms.assertEqual(List.of(found), List.of(t)));
    }
    assertThat(reader.findTrace(1, 1)).isEmpty();
  }

  /** Traces over blocks: some whole in one, some whole in several, some with parts in each. */
  private static List<List<RawTrace>> spread(
      List<RawTrace> traces, int blocks, SplittableRandom random) {
    List<List<RawTrace>> parts = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      parts.add(new ArrayList<>());
    }
    for (RawTrace t : traces) {
      int kind = random.nextInt(5);
      if (kind < 3) {
        parts.get(random.nextInt(blocks)).add(t);
      } else if (kind == 3) {
        int first = random.nextInt(blocks - 1);
        parts.get(first).add(t);
        parts.get(first + 1).add(t);
      } else {
        List<RawTrace> pieces = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
          pieces.add(new RawTrace(t.idHigh(), t.idLow()));
        }
        for (int i = 0; i < t.size(); i++) {
          int first = random.nextInt(blocks);
          SpanForms.copy(t, i, pieces.get(first));
          if (random.nextInt(3) == 0) {
            SpanForms.copy(t, i, pieces.get((first + 1) % blocks));
          }
        }
        for (int b = 0; b < blocks; b++) {
          if (pieces.get(b).size() > 0) {
            parts.get(b).add(pieces.get(b));
          }
        }
      }
    }
    return parts;
  }

  @Test
  void equalCopiesOfATraceStayAsTheyAre() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(93).list(120);
    List<BlockMeta> replicas = new ArrayList<>();
    for (int r = 0; r < 3; r++) {
      replicas.add(block(BlockEncoding.VPARQUET5, traces));
    }
    int spans = traces.stream().mapToInt(RawTrace::size).sum();

    Compactor.Result result = compactor(WHOLE).compact(replicas, NOW);

    assertThat(data(objects, result.block())).isEqualTo(data(objects, replicas.getFirst()));
    assertThat(result.repeatedSpans()).isEqualTo(2L * spans);
    assertThat(result.combinedTraces()).isZero();
  }

  @Test
  void rowGroupsAreCutAlikeWhateverRowGroupsTheInputsHave() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(94).list(400);
    BlockMeta a = block(BlockEncoding.VPARQUET5, traces.subList(0, 200));
    BlockMeta b = block(BlockEncoding.VPARQUET5, traces.subList(200, 300));
    BlockMeta c = block(BlockEncoding.VPARQUET5, traces.subList(300, 400));
    BlockMeta ab = compactor(9_000).compact(List.of(a, b), NOW).block();

    BlockMeta abc = compactor(25_000).compact(List.of(ab, c), NOW).block();

    BlockReader reader = BlockReader.open(objects, abc);
    assertThat(ab.rowGroups()).isGreaterThan(abc.rowGroups());
    assertThat(abc.rowGroups()).isGreaterThan(5);
    assertThat(abc.compactionLevel()).isEqualTo(2);
    List<RawTrace> read = new ArrayList<>();
    reader.traces(read::add);
    new SpanForms(BlockEncoding.VPARQUET5).assertEqual(read, traces);
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    List<List<RawTrace>> parts =
        spread(new GeneratedTraces(95).list(200), 3, new SplittableRandom(2));
    List<BlockMeta> inputs = new ArrayList<>();
    for (List<RawTrace> p : parts) {
      inputs.add(block(BlockEncoding.VPARQUET5, p));
    }
    byte[] alone = data(objects, compactor(40_000).compact(inputs, NOW).block());
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      BlockMeta again =
          new Compactor(objects, folder.resolve("scratch"), pool, 40_000)
              .compact(inputs, NOW)
              .block();
      assertThat(data(objects, again)).isEqualTo(alone);
    }
  }

  @Test
  void inputsAreMarkedAndTheScratchFolderIsLeftEmpty() throws IOException {
    BlockMeta a = block(BlockEncoding.VPARQUET5, new GeneratedTraces(96).list(10));
    BlockMeta b = block(BlockEncoding.VPARQUET5, new GeneratedTraces(97).list(10));

    BlockMeta c = compactor(WHOLE).compact(List.of(a, b), NOW).block();

    BlockList list = new BlockList(objects, Stores.TENANT);
    list.poll(NOW.plusSeconds(99));
    assertThat(list.snapshot().blocks()).containsExactly(c);
    assertThat(list.snapshot().compacted())
        .containsExactlyInAnyOrder(new CompactedBlock(a, NOW), new CompactedBlock(b, NOW));
    assertThat(list.problems()).isEmpty();
    try (var left = Files.list(folder.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
  }

  /** Stops at each request in turn, as a killed process does, and begins again. */
  @Test
  void noTraceIsLostAtWhateverRequestACompactionStops() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(98).list(40);
    List<List<RawTrace>> parts = spread(traces, 2, new SplittableRandom(3));
    SpanForms forms = new SpanForms(BlockEncoding.VPARQUET5);
    for (int stop = 0; ; stop++) {
      ObjectStore fresh = new FileObjectStore(folder.resolve("stop" + stop));
      List<BlockMeta> inputs = new ArrayList<>();
      for (List<RawTrace> p : parts) {
        inputs.add(block(fresh, BlockEncoding.VPARQUET5, p));
      }
      boolean stopped = false;
      try {
        compactor(new StoppingStore(fresh, stop), WHOLE).compact(inputs, NOW);
      } catch (Killed e) {
        stopped = true;
      }
      forms.assertEqual(Stores.read(live(fresh), fresh), traces);
      compactor(fresh, WHOLE).compact(inputs(fresh, inputs), NOW);
      List<BlockMeta> left = live(fresh);
      forms.assertEqual(Stores.read(left, fresh), traces);
      if (!stopped) {
        assertThat(stop).isGreaterThan(7);
        return;
      }
    }
  }

  /** The inputs that are not marked yet, with what came out of them when that is there. */
  private static List<BlockMeta> inputs(ObjectStore objects, List<BlockMeta> first)
      throws IOException {
    List<BlockMeta> live = live(objects);
    return live.containsAll(first) ? first : live;
  }

  private static List<BlockMeta> live(ObjectStore objects) throws IOException {
    BlockList list = new BlockList(objects, Stores.TENANT);
    list.poll(NOW);
    return list.snapshot().blocks();
  }

  /** The process is gone. */
  private static final class Killed extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Does so many changes and no more. */
  private static final class StoppingStore extends WrappedStore {
    private int left;

    StoppingStore(ObjectStore store, int changes) {
      super(store);
      left = changes;
    }

    private void change() throws Killed {
      if (left-- <= 0) {
        throw new Killed();
      }
    }

    @Override
    public void put(String key, InputStream content, long length) throws IOException {
      change();
      super.put(key, content, length);
    }

    @Override
    public void delete(String key) throws IOException {
      change();
      super.delete(key);
    }
  }

  @Test
  void damagedBlocksAreRefusedByNameAndNothingChanges() throws IOException {
    BlockMeta a = block(BlockEncoding.VPARQUET5, new GeneratedTraces(99).list(60));
    BlockMeta b = block(BlockEncoding.VPARQUET5, new GeneratedTraces(100).list(60));
    byte[] whole = data(objects, a);
    String key = BlockObjects.prefix(a) + BlockObjects.DATA;
    SplittableRandom random = new SplittableRandom(4);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      byte[] damaged = whole.clone();
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      objects.put(key, new ByteArrayInputStream(damaged), damaged.length);
      try {
        BlockMeta c = compactor(30_000).compact(List.of(a, b), NOW).block();
        restore(a, b, c);
      } catch (InvalidInput e) {
        refused++;
        assertThat(e).hasMessageContaining(a.blockId());
        assertThat(live(objects)).containsExactlyInAnyOrder(a, b);
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  private void restore(BlockMeta a, BlockMeta b, BlockMeta merged) throws IOException {
    for (BlockMeta m : List.of(a, b)) {
      objects.put(
          BlockObjects.prefix(m) + BlockObjects.META,
          new ByteArrayInputStream(m.json()),
          m.json().length);
      objects.delete(BlockObjects.prefix(m) + BlockObjects.COMPACTED);
    }
    objects.delete(BlockObjects.prefix(merged) + BlockObjects.META);
  }

  @Test
  void blocksThatDoNotGoTogetherAreRefused() throws IOException {
    BlockMeta five = block(BlockEncoding.VPARQUET5, new GeneratedTraces(101).list(5));
    BlockMeta four = block(BlockEncoding.VPARQUET4, new GeneratedTraces(102).list(5));
    assertThatThrownBy(() -> compactor(WHOLE).compact(List.of(five, four), NOW))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(four.blockId());
  }

  @Test
  void eachByteIsFetchedOnce() throws IOException {
    List<BlockMeta> inputs = new ArrayList<>();
    for (int b = 0; b < 4; b++) {
      inputs.add(block(BlockEncoding.VPARQUET5, new GeneratedTraces(110 + b).list(200)));
    }
    ObjectStore.Usage before = objects.usage();
    BlockMeta c = compactor(50_000).compact(inputs, NOW).block();
    ObjectStore.Usage after = objects.usage();

    assertThat(c.rowGroups()).isGreaterThan(5);
    assertThat(after.gets() - before.gets()).isEqualTo(inputs.size());
    assertThat(after.bytesRead() - before.bytesRead())
        .isEqualTo(inputs.stream().mapToLong(BlockMeta::size).sum());
    assertThat(after.puts() - before.puts()).isEqualTo(4 + inputs.size());
  }
}
