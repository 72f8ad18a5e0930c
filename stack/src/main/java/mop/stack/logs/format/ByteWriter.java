package mop.stack.logs.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growable buffer that writes the numbers of Go's {@code encoding/binary}. */
public final class ByteWriter {
  private byte[] bytes;
  private int size;

  public ByteWriter() {
    this(256);
  }

  /**
   * @param capacity bytes to hold before the first growth
   */
  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  public int size() {
    return size;
  }

  /** The buffer; its first {@link #size()} bytes are what was written, until the next write. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public void clear() {
    size = 0;
  }

  private void room(int n) {
    if (bytes.length - size < n) {
      bytes =
          Arrays.copyOf(
              bytes,
              Math.max(
                  Math.addExact(size, n),
                  Math.clamp(bytes.length * 2L, 0, Integer.MAX_VALUE - 16)));
    }
  }

  public void u8(int v) {
    room(1);
    bytes[size++] = (byte) v;
  }

  /** Four bytes, big-endian. */
  public void be32(int v) {
    room(4);
    size += 4;
    setBe32(size - 4, v);
  }

  /** Replaces four bytes that are written already. */
  public void setBe32(int offset, int v) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (v >>> (24 - 8 * i));
    }
  }

  /** Eight bytes, big-endian. */
  public void be64(long v) {
    be32((int) (v >>> 32));
    be32((int) v);
  }

  /** Unsigned LEB128. */
  public void uvarint(long v) {
    room(10);
    long rest = v;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Zigzag LEB128. */
  public void varint(long v) {
    uvarint((v << 1) ^ (v >> 63));
  }

  public void put(byte[] from) {
    put(from, 0, from.length);
  }

  public void put(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /** Text behind its length. */
  public void text(String s) {
    byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
    uvarint(utf8.length);
    put(utf8);
  }

  /** Zero bytes up to a multiple of {@code unit}. */
  public void pad(int unit) {
    int n = (unit - size % unit) % unit;
    room(n);
    Arrays.fill(bytes, size, size + n, (byte) 0);
    size += n;
  }

  /** The CRC32 (Castagnoli) of what was written from {@code offset} on, as four bytes. */
  public void checksum(int offset) {
    be32(Checksums.crc32c(bytes, offset, size - offset));
  }
}
