package mop.stack.metrics.chunk;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import mop.stack.parquet.ByteSink;

/**
 * Thanos' chunk of a down-sampled series (pkg/compact/downsample/aggr.go): one chunk for each
 * aggregate behind its length, encoding and data; a length of 0 stands for an aggregate that is not
 * there.
 */
public final class AggregateChunk {
  private AggregateChunk() {}

  /**
   * @param minTime of the first window's end, milliseconds since 1970
   * @param maxTime of the last window's end, milliseconds since 1970
   */
  public static Chunk encode(long minTime, long maxTime, Map<Aggregate, Chunk> parts) {
    ByteSink out = new ByteSink(512);
    for (Aggregate a : Aggregate.values()) {
      Chunk c = parts.get(a);
      if (c == null) {
        out.putVarint(0);
      } else {
        out.putVarint(c.data().length);
        out.put(c.encoding().code());
        out.put(c.data());
      }
    }
    return new Chunk(minTime, maxTime, ChunkEncoding.AGGREGATES, out.toByteArray());
  }

  /**
   * The chunk of one aggregate.
   *
   * @throws CorruptChunk when the bytes are no such chunk
   */
  public static Optional<Chunk> part(Chunk chunk, Aggregate wanted) {
    return Optional.ofNullable(parts(chunk).get(wanted));
  }

  /** All aggregates that are there. */
  public static Map<Aggregate, Chunk> parts(Chunk chunk) {
    if (chunk.encoding() != ChunkEncoding.AGGREGATES) {
      throw new CorruptChunk("chunk of encoding " + chunk.encoding() + " has no aggregates");
    }
    byte[] data = chunk.data();
    Map<Aggregate, Chunk> parts = new EnumMap<>(Aggregate.class);
    int at = 0;
    for (Aggregate a : Aggregate.values()) {
      int length = 0;
      int shift = 0;
      byte b;
      do {
        if (at >= data.length || shift > 28) {
          throw new CorruptChunk("ends within the length of " + a);
        }
        b = data[at++];
        length |= (b & 0x7f) << shift;
        shift += 7;
      } while (b < 0);
      if (length == 0) {
        continue;
      }
      if (length < 2 || length > data.length - at - 1) {
        throw new CorruptChunk(a + " of " + length + " bytes in " + (data.length - at));
      }
      byte[] part = new byte[length];
      System.arraycopy(data, at + 1, part, 0, length);
      ChunkEncoding encoding = ChunkEncoding.of(data[at] & 0xff);
      parts.put(a, new Chunk(chunk.minTime(), chunk.maxTime(), encoding, part));
      at += 1 + length;
    }
    return parts;
  }
}
