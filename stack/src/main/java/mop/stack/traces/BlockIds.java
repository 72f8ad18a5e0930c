package mop.stack.traces;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;

/** Trace ids as bytes, and names of blocks. */
final class BlockIds {
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BlockIds() {}

  static void bytes(long high, long low, byte[] into) {
    BIG.set(into, 0, high);
    BIG.set(into, 8, low);
  }

  /** Eight bytes as a number. */
  static long id(byte[] bytes, int offset) {
    return (long) BIG.get(bytes, offset);
  }

  static byte[] bytes(long high, long low) {
    byte[] id = new byte[16];
    bytes(high, low, id);
    return id;
  }

  /** An id in the form of a random UUID (version 4), by SplitMix64 from seed and number. */
  static UUID blockId(long seed, long number) {
    long high = mix(seed + (2 * number + 1) * 0x9E3779B97F4A7C15L);
    long low = mix(seed + (2 * number + 2) * 0x9E3779B97F4A7C15L);
    return new UUID(
        (high & 0xffffffffffff0fffL) | 0x4000L, (low & 0x3fffffffffffffffL) | 0x8000000000000000L);
  }

  private static long mix(long z) {
    long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
    return b ^ b >>> 31;
  }
}
