package mop.stack.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growable byte buffer with the integer encodings of Parquet, Thrift and protobuf. */
public final class ByteSink {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  public ByteSink() {
    this(256);
  }

  /**
   * @param capacity bytes to hold before the first growth
   */
  public ByteSink(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  /** The buffer; valid up to {@link #size()} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Forgets the content, keeps the buffer. */
  public void clear() {
    size = 0;
  }

  /** Cuts the content to its first {@code length} bytes. */
  public void truncate(int length) {
    size = Math.min(size, length);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Makes room for {@code n} more bytes and returns the buffer, to be written from its size on. */
  public byte[] reserve(int n) {
    if (bytes.length - size < n) {
      long wanted = Math.max((long) size + n, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, Math.clamp(wanted, size + n, Integer.MAX_VALUE - 16));
    }
    return bytes;
  }

  /** Counts {@code n} bytes that were written into {@link #reserve}'s buffer. */
  public void advance(int n) {
    size += n;
  }

  public void put(int b) {
    reserve(1)[size++] = (byte) b;
  }

  public void put(byte[] from) {
    put(from, 0, from.length);
  }

  public void put(byte[] from, int offset, int length) {
    System.arraycopy(from, offset, reserve(length), size, length);
    size += length;
  }

  /** Appends the content of another sink. */
  public void put(ByteSink other) {
    put(other.bytes, 0, other.size);
  }

  public void putUtf8(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Four bytes, little-endian. */
  public void putInt(int v) {
    INT.set(reserve(4), size, v);
    size += 4;
  }

  /** Eight bytes, little-endian. */
  public void putLong(long v) {
    LONG.set(reserve(8), size, v);
    size += 8;
  }

  /** Replaces the eight bytes at {@code offset}, little-endian. */
  public void setLong(int offset, long v) {
    LONG.set(bytes, offset, v);
  }

  /** Unsigned LEB128. */
  public void putVarint(long v) {
    byte[] b = reserve(10);
    int n = size;
    long rest = v;
    while ((rest & ~0x7fL) != 0) {
      b[n++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    b[n++] = (byte) rest;
    size = n;
  }

  /** Zigzag varint. */
  public void putZigzag(long v) {
    putVarint((v << 1) ^ (v >> 63));
  }

  static int intAt(byte[] b, int offset) {
    return (int) INT.get(b, offset);
  }

  static long longAt(byte[] b, int offset) {
    return (long) LONG.get(b, offset);
  }

  static void longInto(byte[] b, int offset, long v) {
    LONG.set(b, offset, v);
  }
}
