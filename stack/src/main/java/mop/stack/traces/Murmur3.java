package mop.stack.traces;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash3 with 128 bits (x64 variant, seed 0) of 16-byte ids. */
final class Murmur3 {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private Murmur3() {}

  /** Both halves of the hash of the id, then of the id with the byte 1 behind it. */
  static long[] twice(byte[] id) {
    long k1 = (long) LITTLE.get(id, 0);
    long k2 = (long) LITTLE.get(id, 8);
    long h1 = Long.rotateLeft(Long.rotateLeft(k1 * C1, 31) * C2, 27) * 5 + 0x52dce729;
    long h2 = Long.rotateLeft(Long.rotateLeft(k2 * C2, 33) * C1, 31);
    h2 = (h2 + h1) * 5 + 0x38495ab5;
    long[] result = new long[4];
    finish(h1, h2, 16, result, 0);
    finish(h1 ^ Long.rotateLeft(C1, 31) * C2, h2, 17, result, 2);
    return result;
  }

  private static void finish(long a, long b, long length, long[] into, int at) {
    long h1 = a ^ length;
    long h2 = b ^ length;
    h1 += h2;
    h2 += h1;
    h1 = mix(h1);
    h2 = mix(h2);
    h1 += h2;
    h2 += h1;
    into[at] = h1;
    into[at + 1] = h2;
  }

  private static long mix(long k) {
    long h = (k ^ k >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }
}
