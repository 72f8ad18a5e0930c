package mop.stack.metrics.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads bits, the highest first. The bytes are copied behind which zeros follow, so that a read may
 * run over the end; whoever reads checks {@link #overrun()} at the latest before {@link #SLACK}
 * bytes more.
 */
final class BitReader {
  /** Zero bytes behind the data; the longest sample of floats has 19. */
  static final int SLACK = 64;

  /** Bits that {@link #peek} gives at least. */
  static final int PEEKED = 57;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[256];
  private int end;

  /** Bits read so far. */
  int at;

  void reset(byte[] from, int offset, int length) {
    if (bytes.length < length + SLACK) {
      bytes = new byte[length + length / 2 + SLACK];
    }
    System.arraycopy(from, offset, bytes, 0, length);
    Arrays.fill(bytes, length, length + SLACK, (byte) 0);
    end = 8 * length;
    at = 0;
  }

  /** Whether more was read than there is. */
  boolean overrun() {
    return at > end;
  }

  /** Bits that are left; below zero after an overrun. */
  int left() {
    return end - at;
  }

  /**
   * The next bits at the upper end of a word, at least {@link #PEEKED} of them; nothing is
   * consumed.
   */
  long peek() {
    return (long) LONG.get(bytes, at >>> 3) << (at & 7);
  }

  /** The next {@code n} bits, 1 to 64. */
  long bits(int n) {
    if (n <= PEEKED) {
      long v = peek() >>> (64 - n);
      at += n;
      return v;
    }
    long high = peek() >>> 32;
    at += 32;
    long low = peek() >>> (96 - n);
    at += n - 32;
    return (high << (n - 32)) | low;
  }

  /** LEB128 of at most ten bytes. */
  long uvarint() {
    long v = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      long b = bits(8);
      v |= (b & 0x7f) << shift;
      if (b < 0x80) {
        return v;
      }
    }
    throw new CorruptChunk("a number of more than ten bytes");
  }

  long varint() {
    long v = uvarint();
    return (v >>> 1) ^ -(v & 1);
  }
}
