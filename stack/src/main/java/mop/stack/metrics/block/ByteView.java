package mop.stack.metrics.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import mop.analysis.input.InvalidInput;

/**
 * Some bytes of a block's file with a position that moves on. Whatever lies outside is told with
 * the file and the offset.
 */
final class ByteView {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment bytes;
  private final String file;
  private final long start;
  private long at;

  /**
   * @param start where in the file the bytes begin
   */
  ByteView(MemorySegment bytes, String file, long start) {
    this.bytes = bytes;
    this.file = file;
    this.start = start;
  }

  /** Bytes from the position on. */
  long remaining() {
    return bytes.byteSize() - at;
  }

  /** The position, from the start of the file. */
  long offset() {
    return start + at;
  }

  ByteView moveTo(long fileOffset) {
    at = fileOffset - start;
    if (at < 0 || at > bytes.byteSize()) {
      throw Damage.at(file, fileOffset, "this place is outside of its section");
    }
    return this;
  }

  void skip(long n) {
    need(n);
    at += n;
  }

  private void need(long n) {
    if (n < 0 || n > remaining()) {
      throw damage("ends too early: " + n + " bytes wanted, " + remaining() + " left");
    }
  }

  InvalidInput damage(String what) {
    return Damage.at(file, offset(), what);
  }

  int u8() {
    need(1);
    return bytes.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
  }

  int i32() {
    need(4);
    int v = bytes.get(INT, at);
    at += 4;
    return v;
  }

  /** Four bytes without a sign. */
  long u32() {
    return i32() & 0xffffffffL;
  }

  long i64() {
    need(8);
    long v = bytes.get(LONG, at);
    at += 8;
    return v;
  }

  long uvarint() {
    long v = 0;
    long size = bytes.byteSize();
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= size) {
        throw damage("ends within a number");
      }
      byte b = bytes.get(ValueLayout.JAVA_BYTE, at++);
      v |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return v;
      }
    }
    throw damage("a number of more than ten bytes");
  }

  long varint() {
    long v = uvarint();
    return (v >>> 1) ^ -(v & 1);
  }

  /** A length or count that must not be more than what is left. */
  int length() {
    long n = uvarint();
    if (n < 0 || n > remaining()) {
      throw damage("a length of " + n + " where " + remaining() + " bytes are left");
    }
    return Math.toIntExact(n);
  }

  String text() {
    byte[] b = bytes(length());
    return new String(b, StandardCharsets.UTF_8);
  }

  byte[] bytes(int n) {
    need(n);
    byte[] b = new byte[n];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, b, 0, n);
    at += n;
    return b;
  }

  /** Reads bytes into an array. */
  void into(byte[] to, int offset, int n) {
    need(n);
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, to, offset, n);
    at += n;
  }

  /** Numbers of four bytes each. */
  int[] ints(int n) {
    need(4L * n);
    int[] v = new int[n];
    MemorySegment.copy(bytes, INT, at, v, 0, n);
    at += 4L * n;
    return v;
  }

  /** Compares a text written as length and bytes with some bytes, and moves behind it. */
  int compareText(byte[] other) {
    int n = length();
    int shared = Math.min(n, other.length);
    long from = at;
    at += n;
    for (int i = 0; i < shared; i++) {
      int c = (bytes.get(ValueLayout.JAVA_BYTE, from + i) & 0xff) - (other[i] & 0xff);
      if (c != 0) {
        return c;
      }
    }
    return n - other.length;
  }

  /** Checks the CRC-32C that follows {@code n} bytes from the position on; does not move. */
  void checkCrc(long n) {
    if (n < 0 || n > remaining() - 4) {
      throw damage("a section of " + n + " bytes where " + remaining() + " are left");
    }
    int said = bytes.get(INT, at + n);
    int is = crc(bytes.asSlice(at, n));
    if (said != is) {
      throw damage(
          "checksum of the " + n + " bytes from here on is " + hex(is) + ", not " + hex(said));
    }
  }

  private static String hex(int v) {
    return Integer.toHexString(v);
  }

  private static int crc(MemorySegment section) {
    CRC32C crc = new CRC32C();
    long step = 1 << 30;
    for (long i = 0; i < section.byteSize(); i += step) {
      crc.update(section.asSlice(i, Math.min(step, section.byteSize() - i)).asByteBuffer());
    }
    return (int) crc.getValue();
  }
}
