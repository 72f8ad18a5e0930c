package mop.stack.metrics.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Matcher;
import mop.stack.labels.Matcher.Op;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged blocks are named in one line, with file and offset, whatever the damage. */
@Timeout(120)
class CorruptMetricBlockTest {
  private static final Ulid ULID = Ulid.of(1_700_000_000_000L, 1, 1);
  private static final long START = 1_699_999_200_000L;

  @TempDir Path folder;
  private Path block;
  private Model model;

  @BeforeEach
  void write() throws IOException {
    model = Model.generate(23, 40, START, START + Model.TWO_HOURS, 60_000);
    model.write(folder, ULID, START, START + Model.TWO_HOURS);
    block = folder.resolve(ULID.toString());
    TreeMap<Long, List<Interval>> deleted = new TreeMap<>();
    deleted.put(3L, List.of(new Interval(5, 6)));
    deleted.put(4L, List.of(new Interval(5, 6), new Interval(9, 10)));
    Files.write(block.resolve("tombstones"), Tombstones.of(deleted).encode());
  }

  /** Reads everything; true when it was refused with the file's name in one line. */
  private boolean refused(String file) throws IOException {
    try {
      Block b = Block.open(block);
      for (String name : b.labelNames(START, START + 1, List.of())) {
        b.labelValues(name, START, START + 1, List.of(Matcher.of("job", Op.MATCH, ".+")));
      }
      assertThat(Model.read(b)).isEqualTo(model);
      return false;
    } catch (InvalidInput e) {
      assertThat(e)
          .hasMessageContaining(block.resolve(file).toString())
          .hasMessageNotContaining("\n");
      return true;
    }
  }

  private int refusals(String file, int rounds) throws IOException {
    Path path = block.resolve(file);
    byte[] whole = Files.readAllBytes(path);
    SplittableRandom random = new SplittableRandom(file.hashCode());
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, bytes);
      refused += refused(file) ? 1 : 0;
    }
    Files.write(path, whole);
    return refused;
  }

  @Test
  void everyFlippedBitOfIndexAndChunksIsFoundOrInPadding() throws IOException {
    assertThat(refusals("index", 600)).isGreaterThan(450);
    assertThat(refusals("chunks/000001", 400)).isGreaterThan(390);
    assertThat(refused("index")).isFalse();
  }

  @Test
  void aFlippedBitOfTombstonesIsFound() throws IOException {
    assertThat(refusals("tombstones", 200)).isEqualTo(200);
  }

  @Test
  void aFlippedBitOfTheMetaNeverHarmsTheReader() throws IOException {
    Path path = block.resolve("meta.json");
    byte[] whole = Files.readAllBytes(path);
    for (int i = 0; i < whole.length; i++) {
      byte[] bytes = whole.clone();
      bytes[i] ^= (byte) (1 << i % 7);
      Files.write(path, bytes);
      try {
        Block.open(block).select(START, START + 1, List.of());
      } catch (InvalidInput e) {
        assertThat(e).hasMessageContaining("meta.json").hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void aFileCutShortIsNamed() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    for (String file : List.of("index", "chunks/000001", "tombstones", "meta.json")) {
      Path path = block.resolve(file);
      byte[] whole = Files.readAllBytes(path);
      for (int round = 0; round < 40; round++) {
        int length = round < 15 ? round : random.nextInt(whole.length);
        Files.write(path, Arrays.copyOf(whole, Math.min(length, whole.length - 1)));
        assertThat(refused(file)).as("%s of %d bytes", file, length).isTrue();
      }
      Files.write(path, whole);
    }
  }

  @Test
  void whatIsWrongIsSaidWithFileAndOffset() throws IOException {
    Path chunks = block.resolve("chunks/000001");
    byte[] bytes = Files.readAllBytes(chunks);
    bytes[40] ^= 1;
    Files.write(chunks, bytes);
    assertThatThrownBy(() -> Model.read(Block.open(block)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(chunks + " at byte 10: checksum of the")
        .hasMessageContaining("Copy the block anew");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.delete(block.resolve("tombstones"));
    assertThat(refused("tombstones")).isFalse();
    Files.delete(block.resolve("chunks/000001"));
    assertThat(refused("chunks/000001")).isTrue();
    Files.delete(block.resolve("index"));
    assertThat(refused("index")).isTrue();
    Files.delete(block.resolve("meta.json"));
    assertThat(refused("meta.json")).isTrue();
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    byte[] index = Files.readAllBytes(block.resolve("index"));
    index[4] = 3;
    Files.write(block.resolve("index"), index);
    assertThatThrownBy(() -> Block.open(block)).hasMessageContaining("index of version 3");
  }
}
