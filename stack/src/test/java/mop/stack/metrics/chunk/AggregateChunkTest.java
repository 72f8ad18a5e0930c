package mop.stack.metrics.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import mop.stack.metrics.SampleCursor.Kind;
import org.junit.jupiter.api.Test;

class AggregateChunkTest {
  private static Chunk floats(double... values) {
    XorWriter w = new XorWriter();
    for (int i = 0; i < values.length; i++) {
      w.append(300_000L * (i + 1) - 1, values[i]);
    }
    return w.chunk();
  }

  private static Chunk chunk() {
    Map<Aggregate, Chunk> parts = new EnumMap<>(Aggregate.class);
    parts.put(Aggregate.COUNT, floats(20, 20, 18));
    parts.put(Aggregate.SUM, floats(200, 220, 190));
    parts.put(Aggregate.MAX, floats(11, 12, 13));
    parts.put(Aggregate.COUNTER, floats(1, 2, 3));
    return AggregateChunk.encode(299_999, 899_999, parts);
  }

  @Test
  void givesEachPartBack() throws Exception {
    Chunk c = chunk();
    assertThat(c.samples()).isEqualTo(3);
    assertThat(AggregateChunk.part(c, Aggregate.MIN)).isEmpty();
    Chunk max = AggregateChunk.part(c, Aggregate.MAX).orElseThrow();
    ChunkCursor cursor = max.cursor();
    assertThat(cursor.seek(899_999)).isEqualTo(Kind.FLOAT);
    assertThat(cursor.value()).isEqualTo(13);
    assertThatThrownBy(c::cursor).isInstanceOf(CorruptChunk.class);
  }

  @Test
  void damagedBytesAreRefusedOrReadToTheEnd() throws Exception {
    byte[] whole = chunk().data();
    SplittableRandom random = new SplittableRandom(3);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes =
          round % 2 == 0
              ? whole.clone()
              : Arrays.copyOf(whole, 2 + random.nextInt(whole.length - 2));
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Chunk damaged = new Chunk(299_999, 899_999, ChunkEncoding.AGGREGATES, bytes);
      try {
        for (Chunk part : AggregateChunk.parts(damaged).values()) {
          ChunkCursor c = part.cursor();
          while (c.next() != Kind.END) {}
        }
      } catch (CorruptChunk e) {
        assertThat(e.getMessage()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(8_000);
  }
}
