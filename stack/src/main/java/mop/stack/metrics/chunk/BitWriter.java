package mop.stack.metrics.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Appends bits to a chunk, the highest first. Up to 63 bits wait in a register, so that most calls
 * touch no memory.
 */
final class BitWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;

  /** Whole bytes written, always followed by room for eight. */
  private int size;

  /** Bits not yet in {@link #bytes}, at the upper end. */
  private long waiting;

  private int waitingBits;

  /**
   * @param header bytes left free at the start
   */
  BitWriter(int header, int capacity) {
    bytes = new byte[Math.max(capacity, header + 16)];
    size = header;
  }

  /** Writes the lowest {@code n} bits of {@code value}, 1 to 64. */
  void bits(long value, int n) {
    long v = value << (64 - n);
    int used = waitingBits;
    waiting |= v >>> used;
    if (used + n < 64) {
      waitingBits = used + n;
      return;
    }
    if (bytes.length - size < 24) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    LONG.set(bytes, size, waiting);
    size += 8;
    waitingBits = used + n - 64;
    waiting = waitingBits == 0 ? 0 : v << (64 - used);
  }

  void bit(int value) {
    bits(value, 1);
  }

  /** Seven bits a byte, the lowest first: LEB128. */
  void uvarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bits((rest & 0x7f) | 0x80, 8);
      rest >>>= 7;
    }
    bits(rest, 8);
  }

  /** Zigzag, so that small negative numbers stay small. */
  void varint(long value) {
    uvarint((value << 1) ^ (value >> 63));
  }

  /** Bytes so far, the last one perhaps not full. */
  int size() {
    return size + ((waitingBits + 7) >>> 3);
  }

  /** Replaces a byte of the header. */
  void header(int at, int value) {
    bytes[at] = (byte) value;
  }

  /** The bytes so far; the unused bits of the last are zero. */
  byte[] toByteArray() {
    LONG.set(bytes, size, waiting);
    return Arrays.copyOf(bytes, size());
  }
}
