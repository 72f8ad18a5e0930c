package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SharedData;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that real Tempos wrote are merged with others. */
class RealCompactionTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path folder;
  private ObjectStore objects;

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"));
  }

  /** Lays a real block into the store, under an id of its own. */
  private BlockMeta real(String name, String id) throws IOException {
    Path block = SharedData.file("blocks/" + name);
    BlockMeta m = BlockMeta.parse(Files.readAllBytes(block.resolve("meta.json")));
    BlockMeta renamed =
        new BlockMeta(
            m.format(),
            id,
            m.tenant(),
            m.startTime(),
            m.endTime(),
            m.traces(),
            m.size(),
            m.compactionLevel(),
            m.rowGroups(),
            m.bloomShards(),
            m.footerSize(),
            m.dedicatedColumns(),
            m.replicationFactor());
    put(renamed, BlockObjects.DATA, Files.readAllBytes(block.resolve("data.parquet")));
    put(renamed, BlockObjects.META, renamed.json());
    return renamed;
  }

  private void put(BlockMeta block, String object, byte[] bytes) throws IOException {
    objects.put(BlockObjects.prefix(block) + object, new ByteArrayInputStream(bytes), bytes.length);
  }

  private List<RawTrace> read(BlockMeta block) throws IOException {
    List<RawTrace> traces = new ArrayList<>();
    BlockReader.open(objects, block).traces(traces::add);
    return traces;
  }

  private Compactor compactor() throws IOException {
    return new Compactor(objects, folder.resolve("scratch"), Runnable::run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vparquet4", "vparquet5", "likeness/vparquet4", "likeness/vparquet5"})
  void aRealBlockAndItsCopyBecomeOne(String name) throws IOException {
    BlockMeta a = real(name, "10000000-0000-4000-8000-000000000000");
    BlockMeta b = real(name, "20000000-0000-4000-8000-000000000000");
    List<RawTrace> before = read(a);

    BlockMeta merged = compactor().compact(List.of(a, b), NOW).block();

    List<RawTrace> after = read(merged);
    assertThat(merged.traces()).isEqualTo(a.traces());
    assertThat(merged.dedicatedColumns()).isEqualTo(a.dedicatedColumns());
    assertThat(merged.format()).isEqualTo(name.endsWith("4") ? "vParquet4" : "vParquet5");
    assertThat(after).hasSameSizeAs(before);
    if (name.startsWith("likeness")) {
      assertThat((double) merged.size() / a.size()).isBetween(0.97, 1.03);
      for (int t = 0; t < before.size(); t++) {
        assertThat(SpanForms.id(after.get(t))).isEqualTo(SpanForms.id(before.get(t)));
        assertThat(after.get(t).size()).isEqualTo(before.get(t).size());
        assertThat(after.get(t).bytes()).startsWith(spans(before.get(t)));
      }
    } else {
      // of a version of the encoding that Tempo has given up: taken apart, so headers are joined
      BlockEncoding encoding =
          name.endsWith("4") ? BlockEncoding.VPARQUET4 : BlockEncoding.VPARQUET5;
      new SpanForms(encoding).assertEqual(after, before);
    }
  }

  private static byte[] spans(RawTrace t) {
    return java.util.Arrays.copyOf(t.bytes(), t.byteSize());
  }

  /** Every column of the real block, what Tempo computes included, goes over unchanged. */
  @ParameterizedTest
  @ValueSource(strings = {"likeness/vparquet4", "likeness/vparquet5"})
  void aRealBlockIsMergedWithOneOfOurs(String name) throws IOException {
    BlockMeta real = real(name, "10000000-0000-4000-8000-000000000000");
    List<RawTrace> mine = new GeneratedTraces(7).list(300);
    BlockEncoding encoding = name.endsWith("4") ? BlockEncoding.VPARQUET4 : BlockEncoding.VPARQUET5;
    List<BlockMeta> ours = new ArrayList<>();
    try (TraceStore store =
        new TraceStore(
            objects,
            folder.resolve("wal"),
            Stores.oneBlock(encoding),
            1,
            Runnable::run,
            ours::add)) {
      store.append(mine);
      store.flush();
    }
    List<RawTrace> all = read(real);
    all.addAll(mine);

    BlockMeta merged = compactor().compact(List.of(real, ours.getFirst()), NOW).block();

    assertThat(merged.traces()).isEqualTo(4300);
    new SpanForms(encoding).assertEqual(read(merged), all);
  }

  @Test
  void requestsAndMemoryFollowTempos() throws IOException {
    BlockMeta a = real("likeness/vparquet5", "10000000-0000-4000-8000-000000000000");
    BlockMeta b = real("likeness/vparquet5", "20000000-0000-4000-8000-000000000000");
    ObjectStore.Usage before = objects.usage();
    compactor().compact(List.of(a, b), NOW);
    long parts = 2 * ((a.size() + (2 << 20) - 1) / (2 << 20));
    assertThat(objects.usage().gets() - before.gets()).isEqualTo(parts);
  }
}
