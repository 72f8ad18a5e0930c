package mop.stack.metrics.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Matcher;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockStoreTest {
  private static final Ulid ULID = Ulid.of(1_700_000_000_000L, 1, 1);
  private static final long START = 1_699_999_200_000L;

  @TempDir Path folder;
  private Path local;
  private ObjectStore objects;
  private BlockStore store;
  private Model model;

  @BeforeEach
  void upload() throws IOException {
    local = Files.createDirectory(folder.resolve("local"));
    objects = new FileObjectStore(folder.resolve("objects"));
    store = new BlockStore(objects, "tenant-1");
    model = Model.generate(29, 300, START, START + Model.TWO_HOURS, 15_000);
    model.write(local, ULID, START, START + Model.TWO_HOURS);
    store.upload(local.resolve(ULID.toString()));
  }

  @Test
  void lieAsMimirAndThanosLayThemOut() throws IOException {
    String prefix = "tenant-1/" + ULID + '/';
    assertThat(objects.list("tenant-1/"))
        .containsExactly(prefix + "chunks/000001", prefix + "index", prefix + "meta.json");
    assertThat(new String(objects.get(prefix + "meta.json"), StandardCharsets.UTF_8))
        .contains("\"rel_path\": \"chunks/000001\"")
        .contains("\"segment_files\": [\n\t\t\t\"000001\"\n\t\t]")
        .contains("\"downsample\": {\n\t\t\t\"resolution\": 0\n\t\t}");
    assertThat(store.list()).containsExactly(ULID);
  }

  @Test
  void areReadByRanges() throws IOException {
    ObjectStore.Usage before = objects.usage();
    Block block = store.open(ULID);
    assertThat(block.select(START, START + 1_000_000, List.of(Matcher.equal("id", "17"))))
        .hasSize(1);
    ObjectStore.Usage after = objects.usage();
    assertThat(after.bytesRead() - before.bytesRead())
        .isLessThan(Files.size(local.resolve(ULID + "/chunks/000001")) / 2);
    assertThat(Model.read(store.open(ULID))).isEqualTo(model);
    long bytes = objects.usage().bytesRead() - after.bytesRead();
    long files =
        Files.size(local.resolve(ULID + "/chunks/000001"))
            + Files.size(local.resolve(ULID + "/index"));
    assertThat(bytes).isLessThan(files * 11 / 10);
  }

  @Test
  void comeBackAsTheyWent() throws IOException {
    Path back = store.download(ULID, Files.createDirectory(folder.resolve("back")));
    for (String file : List.of("chunks/000001", "index", "tombstones")) {
      assertThat(back.resolve(file))
          .hasSameBinaryContentAs(local.resolve(ULID.toString()).resolve(file));
    }
    assertThat(Model.read(Block.open(back))).isEqualTo(model);
  }

  @Test
  void areNoBlocksWithoutTheirMeta() throws IOException {
    objects.delete("tenant-1/" + ULID + "/meta.json");
    assertThat(store.list()).isEmpty();
    assertThatThrownBy(() -> store.open(ULID))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("tenant-1/" + ULID + "/meta.json");
    store.delete(ULID);
    assertThat(objects.list("tenant-1/")).isEmpty();
  }

  @Test
  void keepWhatWasDeleted() throws IOException {
    Path block = local.resolve(ULID.toString());
    int ref = Block.open(block).references()[5];
    TreeMap<Long, List<Interval>> deleted = new TreeMap<>();
    deleted.put((long) ref, List.of(new Interval(START, START + 1000)));
    Files.write(block.resolve("tombstones"), Tombstones.of(deleted).encode());
    store.upload(block);
    assertThat(store.open(ULID).tombstones()).isEqualTo(Tombstones.of(deleted));
  }
}
