package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged blocks are named in one line, whatever the damage. */
@Timeout(120)
class CorruptBlockTest {
  private static final List<RawTrace> TRACES = new GeneratedTraces(51).list(60);

  @TempDir Path folder;
  private ObjectStore objects;
  private String prefix;

  @BeforeEach
  void write() throws IOException {
    objects = Stores.write(folder, BlockEncoding.VPARQUET5, TRACES);
    prefix = Stores.TENANT + '/' + BlockReader.blocks(objects, Stores.TENANT).getFirst() + '/';
  }

  private void replace(String object, byte[] bytes) throws IOException {
    objects.put(prefix + object, new ByteArrayInputStream(bytes), bytes.length);
  }

  /** Reads everything; true when it was refused with the object's name in the message. */
  private boolean refused(String object) throws IOException {
    try {
      BlockReader block = Stores.open(objects);
      block.traces(t -> assertThat(t.size()).isPositive());
      block.spanCounts((high, low, n) -> assertThat(n).isNotNegative());
      block.findTrace(TRACES.getFirst().idHigh(), TRACES.getFirst().idLow());
      return false;
    } catch (InvalidInput e) {
      assertThat(e).hasMessageContaining(prefix + object).hasMessageNotContaining("\n");
      return true;
    }
  }

  @Test
  void flippedBitsInTheDataAreFoundOrHarmless() throws IOException {
    byte[] data = objects.get(prefix + "data.parquet");
    SplittableRandom random = new SplittableRandom(1);
    int refusals = 0;
    for (int round = 0; round < 250; round++) {
      byte[] flipped = data.clone();
      boolean tail = round % 2 == 0;
      int at = tail ? data.length - 1 - random.nextInt(22_000) : random.nextInt(data.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      replace("data.parquet", flipped);
      refusals += refused("data.parquet") ? 1 : 0;
    }
    assertThat(refusals).isGreaterThan(120);
  }

  @Test
  void truncatedDataIsRefused() throws IOException {
    byte[] data = objects.get(prefix + "data.parquet");
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 40; round++) {
      int length = round < 12 ? round : random.nextInt(data.length);
      replace("data.parquet", Arrays.copyOf(data, length));
      assertThatThrownBy(() -> Stores.open(objects).traces(t -> {}))
          .isInstanceOfAny(InvalidInput.class, IOException.class)
          .hasMessageContaining(prefix + "data.parquet");
    }
  }

  @Test
  void damageInTheSmallObjectsIsRefusedOrHarmless() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (String object : List.of("meta.json", "index", "bloom-0")) {
      byte[] whole = objects.get(prefix + object);
      for (int round = 0; round < 60; round++) {
        byte[] damaged =
            round % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        if (round % 2 == 1) {
          damaged[random.nextInt(Math.min(whole.length, 800))] ^= (byte) (1 << random.nextInt(8));
        }
        replace(object, damaged);
        readOrRefuse();
      }
      replace(object, whole);
    }
    assertThat(refused("data.parquet")).isFalse();
  }

  private void readOrRefuse() throws IOException {
    try {
      BlockReader block = Stores.open(objects);
      for (RawTrace t : TRACES.subList(0, 3)) {
        block.findTrace(t.idHigh(), t.idLow());
      }
    } catch (InvalidInput e) {
      assertThat(e).hasMessageContaining(prefix).hasMessageNotContaining("\n");
    }
  }

  @Test
  void aMissingObjectIsNamed() throws IOException {
    objects.delete(prefix + "bloom-0");
    BlockReader block = Stores.open(objects);
    assertThatThrownBy(() -> block.findTrace(1, 2))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(prefix + "bloom-0")
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> BlockReader.open(objects, "nobody", "nothing"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("nobody/nothing/meta.json");
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    String meta = new String(objects.get(prefix + "meta.json"), StandardCharsets.UTF_8);
    replace("meta.json", meta.replace("vParquet5", "v2").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Stores.open(objects))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("encoding v2");
  }
}
