package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockListTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path folder;
  private ObjectStore objects;
  private BlockList list;

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"));
    list = new BlockList(objects, "single-tenant");
  }

  private static BlockMeta meta(String id) {
    return new BlockMeta(
        "vParquet5",
        id,
        "single-tenant",
        NOW.minusSeconds(100),
        NOW,
        1,
        100,
        0,
        1,
        1,
        50,
        DedicatedColumn.DEFAULTS,
        1);
  }

  private void put(String key, byte[] bytes) throws IOException {
    objects.put("single-tenant/" + key, new ByteArrayInputStream(bytes), bytes.length);
  }

  private void put(String key, String text) throws IOException {
    put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> live() {
    return list.snapshot().blocks().stream().map(BlockMeta::blockId).toList();
  }

  private List<String> compacted() {
    return list.snapshot().compacted().stream().map(c -> c.meta().blockId()).toList();
  }

  @Test
  void findsBlocksAndCompactedBlocks() throws IOException {
    put("a/meta.json", meta("a").json());
    put("b/meta.json", meta("b").json());
    put("c/meta.compacted.json", meta("c").compactedJson(NOW.minusSeconds(7)));
    put("d/meta.compacted.json", meta("d").json());

    list.poll(NOW);

    assertThat(list.problems()).isEmpty();
    assertThat(list.snapshot().blocks()).containsExactly(meta("a"), meta("b"));
    assertThat(list.snapshot().compacted())
        .containsExactly(
            new CompactedBlock(meta("c"), NOW.minusSeconds(7)), new CompactedBlock(meta("d"), NOW));
  }

  @Test
  void leavesOutWhatIsDamagedOrHalfWrittenAndSaysSo() throws IOException {
    put("half/data.parquet", "PAR1");
    put("odd/meta.json", "{\"format\":");
    put("empty/meta.json", "");
    put("list/meta.json", "[1]");
    put("other/meta.json", meta("another").json());
    put("time/meta.compacted.json", "{\"compactedTime\":\"yesterday\"}");
    put("whole/meta.json", meta("whole").json());

    list.poll(NOW);

    assertThat(live()).containsExactly("whole");
    assertThat(compacted()).isEmpty();
    assertThat(list.problems()).hasSize(6);
    assertThat(String.join("\n", list.problems()))
        .contains("single-tenant/half/: has no meta.json")
        .contains("single-tenant/odd/: is damaged (not JSON")
        .contains("single-tenant/other/: is damaged (describes block another of tenant")
        .contains("single-tenant/time/: is damaged (");
  }

  @Test
  void aBlockWithBothFilesIsCompacted() throws IOException {
    put("a/meta.json", meta("a").json());
    list.poll(NOW.minusSeconds(50));
    put("a/meta.compacted.json", meta("a").compactedJson(NOW));

    list.poll(NOW.minusSeconds(20));

    assertThat(live()).isEmpty();
    assertThat(list.snapshot().compacted())
        .containsExactly(new CompactedBlock(meta("a"), NOW.minusSeconds(20)));
  }

  @Test
  void asksOnlyForWhatIsNew() throws IOException {
    put("a/meta.json", meta("a").json());
    put("b/meta.compacted.json", meta("b").json());
    list.poll(NOW);
    put("c/meta.json", meta("c").json());
    long before = objects.usage().gets();

    list.poll(NOW.plusSeconds(300));

    assertThat(objects.usage().gets() - before).isEqualTo(1);
    assertThat(list.snapshot().compacted().getFirst().compacted()).isEqualTo(NOW);
  }

  @Test
  void changesOfThisProcessShowAtOnce() throws IOException {
    list.added(meta("a"));
    list.added(meta("b"));
    assertThat(live()).containsExactly("a", "b");

    list.merged(List.of(meta("a"), meta("b")), meta("c"), NOW);
    assertThat(live()).containsExactly("c");
    assertThat(compacted()).containsExactly("a", "b");

    list.marked(meta("c"), NOW);
    list.deleted(meta("a"));
    assertThat(live()).isEmpty();
    assertThat(compacted()).containsExactly("b", "c");

    list.poll(NOW);
    assertThat(compacted()).isEmpty();
  }

  /** The store answers a LIST with what was there before blocks were added and merged. */
  @Test
  void changesDuringAPollAreKept() throws IOException {
    put("a/meta.json", meta("a").json());
    put("b/meta.json", meta("b").json());
    BlockList[] raced = new BlockList[1];
    raced[0] =
        new BlockList(
            new WrappedStore(objects) {
              @Override
              public List<String> list(String prefix) throws IOException {
                List<String> keys = super.list(prefix);
                raced[0].added(meta("d"));
                raced[0].merged(List.of(meta("a"), meta("b")), meta("c"), NOW);
                return keys;
              }
            },
            "single-tenant");

    raced[0].poll(NOW);

    assertThat(raced[0].snapshot().blocks())
        .extracting(BlockMeta::blockId)
        .containsExactly("c", "d");
    assertThat(raced[0].snapshot().compacted()).hasSize(2);
  }

  @Test
  void aFailingStoreLeavesTheListAsItWas() throws IOException {
    put("a/meta.json", meta("a").json());
    boolean[] fails = {false};
    BlockList mine =
        new BlockList(
            new WrappedStore(objects) {
              @Override
              public List<String> list(String prefix) throws IOException {
                if (fails[0]) {
                  throw new IOException("connection reset");
                }
                return super.list(prefix);
              }
            },
            "single-tenant");
    mine.poll(NOW);
    fails[0] = true;

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> mine.poll(NOW)))
        .hasMessage("connection reset");
    assertThat(mine.snapshot().blocks()).containsExactly(meta("a"));
  }
}
