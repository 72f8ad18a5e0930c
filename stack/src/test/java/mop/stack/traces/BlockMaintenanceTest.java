package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mop.stack.compaction.TempoCompaction;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockMaintenanceTest {
  /** Half an hour after the generated traces. */
  private static final Instant NOW =
      Instant.ofEpochSecond(GeneratedTraces.START / 1_000_000_000L + 1800);

  private static final List<RawTrace> TRACES = new GeneratedTraces(61).list(180);

  @TempDir Path folder;
  private ObjectStore objects;
  private BlockList list;
  private BlockMaintenance maintenance;
  private int wals;

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"));
    list = new BlockList(objects, Stores.TENANT);
    maintenance = maintenance(TempoCompaction.DEFAULTS);
  }

  private BlockMaintenance maintenance(TempoCompaction settings) throws IOException {
    Compactor compactor = new Compactor(objects, folder.resolve("scratch"), Runnable::run);
    return new BlockMaintenance(objects, list, compactor, settings);
  }

  /** Stores traces as so many blocks. */
  private void store(List<RawTrace> traces, int blocks) throws IOException {
    try (TraceStore store =
        new TraceStore(
            objects,
            folder.resolve("wal" + wals),
            Stores.oneBlock(BlockEncoding.VPARQUET5),
            wals++,
            Runnable::run,
            list::added)) {
      int each = traces.size() / blocks;
      for (int b = 0; b < blocks; b++) {
        store.append(traces.subList(b * each, b * each + each));
        store.flush();
      }
    }
  }

  private void assertStored(List<RawTrace> traces) throws IOException {
    new SpanForms(BlockEncoding.VPARQUET5)
        .assertEqual(Stores.read(list.snapshot().blocks(), objects), traces);
  }

  @Test
  void mergesLevelByLevelUntilNothingIsLeftToMerge() throws IOException {
    store(TRACES, 9);

    BlockMaintenance.Run run = maintenance.run(NOW);

    assertThat(run.problems()).isEmpty();
    assertThat(run.merged()).extracting(r -> r.block().compactionLevel()).containsExactly(1, 1, 2);
    assertThat(list.snapshot().blocks()).hasSize(2);
    assertStored(TRACES);
    assertThat(maintenance.run(NOW).merged()).isEmpty();
  }

  @Test
  void deletesMergedBlocksAfterTheirRetentionAndThenTheOldOnes() throws IOException {
    store(TRACES, 4);
    maintenance.run(NOW);
    assertThat(objects.list("")).hasSize(5 * 4);

    assertThat(maintenance.run(NOW.plusSeconds(3600)).deleted()).isEmpty();
    assertThat(maintenance.run(NOW.plusSeconds(3601)).deleted()).hasSize(4);
    assertThat(objects.list("")).hasSize(4);
    assertStored(TRACES);

    Instant twoWeeks = NOW.plus(Duration.ofDays(15));
    BlockMaintenance.Run old = maintenance.run(twoWeeks);
    assertThat(old.marked()).hasSize(1);
    assertThat(old.deleted()).isEmpty();
    assertThat(list.snapshot().blocks()).isEmpty();
    assertThat(maintenance.run(twoWeeks.plusSeconds(3601)).deleted()).hasSize(1);
    assertThat(objects.list("")).isEmpty();
  }

  /** What a process that was killed leaves behind is known to the next by its files alone. */
  @Test
  void anotherProcessGoesOnWhereTheFirstStopped() throws IOException {
    store(TRACES, 4);
    maintenance.run(NOW);
    list = new BlockList(objects, Stores.TENANT);
    maintenance = maintenance(TempoCompaction.DEFAULTS);

    assertThat(maintenance.run(NOW.plusSeconds(60)).merged()).isEmpty();
    assertStored(TRACES);
    assertThat(maintenance.run(NOW.plusSeconds(3601)).deleted()).hasSize(4);
  }

  @Test
  void aDamagedBlockIsLeftAloneAndDoesNotStopTheOthers() throws IOException {
    store(TRACES.subList(0, 60), 3);
    BlockMeta bad = list.snapshot().blocks().getFirst();
    byte[] junk = new byte[(int) bad.size()];
    objects.put(
        BlockObjects.prefix(bad) + BlockObjects.DATA, new ByteArrayInputStream(junk), junk.length);

    BlockMaintenance.Run run = maintenance.run(NOW);
    assertThat(run.merged()).isEmpty();
    assertThat(run.problems()).singleElement().asString().contains(bad.blockId());
    assertThat(list.snapshot().blocks()).hasSize(3);

    store(TRACES.subList(60, 180), 2);
    BlockMaintenance.Run next = maintenance.run(NOW);
    assertThat(next.problems()).isEmpty();
    assertThat(next.merged()).hasSize(1);
  }

  @Test
  void aFailingStoreIsTriedAgain() throws IOException {
    store(TRACES, 3);
    boolean[] fails = {true};
    ObjectStore failing =
        new WrappedStore(objects) {
          @Override
          public byte[] getRange(String key, long offset, int length) throws IOException {
            if (fails[0]) {
              throw new IOException("503 slow down");
            }
            return super.getRange(key, offset, length);
          }
        };
    BlockMaintenance mine =
        new BlockMaintenance(
            failing,
            list,
            new Compactor(failing, folder.resolve("scratch"), Runnable::run),
            TempoCompaction.DEFAULTS);

    assertThat(mine.run(NOW).problems())
        .containsExactly("a merge of 3 blocks failed: 503 slow down");
    fails[0] = false;
    assertThat(mine.run(NOW).merged()).hasSize(1);
    assertStored(TRACES);
  }

  @Test
  void blocksThatCannotBeMergedAreLeftToTheRetention() throws IOException {
    List<BlockMeta> three = new ArrayList<>();
    for (String id : List.of("a", "b")) {
      BlockMeta meta =
          new BlockMeta("vParquet3", id, Stores.TENANT, NOW, NOW, 1, 1, 0, 1, 1, 1, List.of(), 1);
      byte[] json = meta.json();
      objects.put(
          Stores.TENANT + '/' + id + "/meta.json", new ByteArrayInputStream(json), json.length);
      three.add(meta);
    }
    BlockMaintenance.Run run = maintenance.run(NOW);
    assertThat(run.merged()).isEmpty();
    assertThat(run.problems()).isEmpty();
    assertThat(maintenance.run(NOW.plus(Duration.ofDays(15))).marked())
        .containsExactlyElementsOf(three);
  }
}
