package mop.stack.traces;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Tempo's sharded Bloom filter over trace ids: shards of 100 KiB chosen by FNV-1 of the id, each a
 * filter of bits-and-blooms with MurmurHash3.
 */
final class TraceBloom {
  private static final double FALSE_POSITIVES = 0.01;
  private static final int SHARD_BYTES = 100 * 1024;
  private static final int MAX_SHARDS = 1000;

  private final int hashes;
  private final List<long[]> shards = new ArrayList<>();

  /**
   * @param traces estimate of how many ids will be added
   */
  TraceBloom(long traces) {
    double bits = Math.ceil(-traces * Math.log(FALSE_POSITIVES) / Math.pow(Math.log(2), 2));
    hashes = traces == 0 ? 1 : (int) Math.max(1, Math.ceil(Math.log(2) * bits / traces));
    int count = (int) Math.clamp(Math.ceil(bits / (SHARD_BYTES * 8.0)), 1, MAX_SHARDS);
    for (int i = 0; i < count; i++) {
      shards.add(new long[SHARD_BYTES / 8]);
    }
  }

  int shards() {
    return shards.size();
  }

  void add(long high, long low) {
    byte[] id = BlockIds.bytes(high, low);
    long[] words = shards.get(shardOf(id, shards.size()));
    long[] h = Murmur3.twice(id);
    long m = words.length * 64L;
    for (int i = 0; i < hashes; i++) {
      long bit = Long.remainderUnsigned(location(h, i), m);
      words[(int) (bit >>> 6)] |= 1L << bit;
    }
  }

  /** As the library writes it: bits, hashes, bits again, words; all big-endian. */
  byte[] shard(int number) {
    long[] words = shards.get(number);
    ByteBuffer out = ByteBuffer.allocate(24 + 8 * words.length);
    out.putLong(words.length * 64L).putLong(hashes).putLong(words.length * 64L);
    out.asLongBuffer().put(words);
    return out.array();
  }

  /** Whether a stored shard may hold the id; it is the shard of {@link #shardOf}. */
  static boolean mayContain(byte[] shard, long high, long low) {
    ByteBuffer in = ByteBuffer.wrap(shard);
    if (shard.length < 24) {
      throw new IllegalArgumentException("bloom filter of " + shard.length + " bytes");
    }
    long m = in.getLong();
    long k = in.getLong();
    if (m <= 0 || k <= 0 || k > 64 || m > (shard.length - 24) * 8L) {
      throw new IllegalArgumentException("bloom filter of " + m + " bits, " + k + " hashes");
    }
    long[] h = Murmur3.twice(BlockIds.bytes(high, low));
    for (int i = 0; i < k; i++) {
      long bit = Long.remainderUnsigned(location(h, i), m);
      if ((in.getLong(24 + (int) (bit >>> 6) * 8) >>> bit & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  private static long location(long[] h, int i) {
    return h[i % 2] + i * h[2 + (i + i % 2) % 4 / 2];
  }

  /** FNV-1 with 32 bits, modulo the number of shards. */
  static int shardOf(byte[] id, int shards) {
    int hash = 0x811c9dc5;
    for (byte b : id) {
      hash = hash * 0x01000193 ^ (b & 0xff);
    }
    return (int) (Integer.toUnsignedLong(hash) % shards);
  }
}
