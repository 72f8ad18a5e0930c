package mop.stack.logs.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import mop.stack.labels.Labels;
import mop.stack.logs.Direction;
import mop.stack.logs.chunk.RandomEntries.Entry;
import mop.stack.logs.format.Compression;
import mop.stack.logs.format.CorruptLogData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkTest {
  private static final Labels STREAM = Labels.of("service_name", "cart", "zone", "a\"b");

  private static ChunkBuilder chunk(Compression compression, int blockSize) {
    return new ChunkBuilder(compression, blockSize, 1 << 20);
  }

  private static List<Entry> all(List<EntryRun> runs, Direction direction) throws IOException {
    return RandomEntries.read(new MergedRuns(runs, Long.MIN_VALUE, Long.MAX_VALUE, direction));
  }

  @ParameterizedTest
  @EnumSource
  void givesBackItsEntriesInTheOrderOfTime(Compression compression) throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      List<Entry> entries = RandomEntries.make(seed, 1 + 40 * seed);
      ChunkBuilder chunk = chunk(compression, 1 << (10 + seed % 4));
      RandomEntries.append(chunk, entries);
      assertThat(all(chunk.runs(), Direction.FORWARD)).isEqualTo(RandomEntries.stored(entries));

      chunk.close();
      StoredChunk stored = store(chunk);

      assertThat(all(stored.runs(), Direction.FORWARD)).isEqualTo(RandomEntries.stored(entries));
      assertThat(all(stored.runs(), Direction.BACKWARD))
          .isEqualTo(RandomEntries.stored(entries).reversed());
      assertThat(stored.labels()).isEqualTo(STREAM);
      assertThat(stored.entries()).isEqualTo(RandomEntries.stored(entries).size());
    }
  }

  private static StoredChunk store(ChunkBuilder chunk) throws IOException {
    ChunkObject object = ChunkObject.of("fake", 0xfedcba9876543210L, STREAM, chunk);
    return StoredChunk.read(ChunkRef.parse(object.ref().key()), object.bytes());
  }

  @Test
  void closedBlocksDoNotOverlap() throws IOException {
    ChunkBuilder chunk = chunk(Compression.SNAPPY, 2_000);
    RandomEntries.append(chunk, RandomEntries.make(5, 500));

    chunk.close();

    long last = Long.MIN_VALUE;
    for (EntryRun run : store(chunk).runs()) {
      assertThat(run.first()).isGreaterThanOrEqualTo(last);
      last = run.last();
    }
    assertThat(chunk.blocks()).isGreaterThan(5);
  }

  @Test
  void readsOnlyBlocksOfTheRange() throws IOException {
    List<Entry> entries = RandomEntries.stored(RandomEntries.make(6, 400));
    ChunkBuilder chunk = chunk(Compression.GZIP, 3_000);
    RandomEntries.append(chunk, entries);
    chunk.close();
    long from = entries.get(100).time();
    long to = entries.get(300).time();
    List<Entry> expected = entries.stream().filter(e -> e.time() >= from && e.time() < to).toList();

    for (Direction d : Direction.values()) {
      AtomicInteger opened = new AtomicInteger();
      List<EntryRun> counted =
          store(chunk).runs().stream().map(r -> (EntryRun) new Counted(r, opened)).toList();
      List<Entry> read = RandomEntries.read(new MergedRuns(counted, from, to, d));
      assertThat(read).isEqualTo(d == Direction.FORWARD ? expected : expected.reversed());
      assertThat(opened.get()).isLessThan(counted.size());
    }
  }

  private record Counted(EntryRun run, AtomicInteger opened) implements EntryRun {
    @Override
    public long first() {
      return run.first();
    }

    @Override
    public long last() {
      return run.last();
    }

    @Override
    public EntryCursor open(Direction direction) throws IOException {
      opened.incrementAndGet();
      return run.open(direction);
    }
  }

  @Test
  void takesWhatComesUntilTheTargetIsReached() throws IOException {
    ChunkBuilder chunk = new ChunkBuilder(Compression.NONE, 100, 1_000);
    byte[] line = "0123456789".getBytes(StandardCharsets.UTF_8);
    int n = 0;
    while (chunk.spaceFor(line, Labels.EMPTY)) {
      chunk.append(n++, line, Labels.EMPTY);
    }
    // Nine blocks of ten entries of 10 bytes, each with 4 bytes or more of numbers.
    assertThat(chunk.blocks()).isBetween(6, 9);
    assertThat(chunk.utilization()).isBetween(0.9, 1.0);
  }

  @Test
  void keysAreLokis() throws IOException {
    ChunkRef ref =
        new ChunkRef("fake", 0xfedcba9876543210L, 1_700_000_000_000L, 1_700_000_001_000L, 0x0a);
    assertThat(ref.key()).isEqualTo("fake/fedcba9876543210/18bcfe56800:18bcfe56be8:a");
    assertThat(ChunkRef.parse(ref.key())).isEqualTo(ref);
    ChunkRef early = new ChunkRef("t", 1, -5, 7, -1);
    assertThat(ChunkRef.parse(early.key())).isEqualTo(early);
    assertThatThrownBy(() -> ChunkRef.parse("fake/xyz/1:2:3")).isInstanceOf(CorruptLogData.class);
  }

  @Test
  void tellsEveryDamagedByte() throws IOException {
    ChunkBuilder chunk = chunk(Compression.SNAPPY, 500);
    RandomEntries.append(chunk, RandomEntries.make(8, 30));
    chunk.close();
    ChunkObject object = ChunkObject.of("fake", 1L << 40, STREAM, chunk);

    for (int i = 0; i < object.bytes().length; i++) {
      byte[] damaged = object.bytes().clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> StoredChunk.read(object.ref(), damaged))
          .isInstanceOf(CorruptLogData.class)
          .hasMessageStartingWith(object.ref().key());
    }
  }

  /** Damage that happened before the checksum of the object was made. */
  @Test
  void damagedFormatIsRefusedAndNothingElseHappens() throws IOException {
    ChunkBuilder chunk = chunk(Compression.NONE, 500);
    RandomEntries.append(chunk, RandomEntries.make(9, 60));
    chunk.close();
    byte[] bytes = chunk.toBytes();
    Random random = new Random(13);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged =
          random.nextInt(4) == 0
              ? Arrays.copyOf(bytes, random.nextInt(bytes.length))
              : bytes.clone();
      for (int k = random.nextInt(3); k >= 0 && damaged.length > 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        ChunkFormat.read(damaged, 0, damaged.length);
      } catch (CorruptLogData expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void damagedBlocksAreRefusedAndNothingElseHappens() throws IOException {
    HeadBlock head = new HeadBlock();
    Symbols symbols = new Symbols();
    for (Entry e : RandomEntries.make(10, 20)) {
      head.add(e.time(), e.line().getBytes(StandardCharsets.UTF_8), symbols.add(e.metadata()));
    }
    byte[] plain = head.serialize().toByteArray();
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = plain.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Block block =
          new Block(
              damaged, 0, damaged.length, head.count(), head.first(), head.last(), head.size());
      try {
        block.read(Compression.NONE, symbols.table());
      } catch (CorruptLogData expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }
}
