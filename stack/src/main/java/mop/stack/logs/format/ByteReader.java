package mop.stack.logs.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads Go's {@code encoding/binary} numbers from a part of a byte array, each read checked. */
public final class ByteReader {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int at;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /** Reads {@code length} bytes from {@code offset}; they must lie in the array. */
  public ByteReader(byte[] bytes, long offset, long length) throws CorruptLogData {
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw new CorruptLogData(
          "a section of " + length + " bytes at " + offset + " lies outside of " + bytes.length);
    }
    this.bytes = bytes;
    this.at = (int) offset;
    this.end = (int) (offset + length);
  }

  /** The array that is read. */
  public byte[] array() {
    return bytes;
  }

  /** Where in the array the next read begins. */
  public int position() {
    return at;
  }

  public int remaining() {
    return end - at;
  }

  public void skip(long n) throws CorruptLogData {
    need(n);
    at += (int) n;
  }

  public int u8() throws CorruptLogData {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** Four bytes, big-endian. */
  public int be32() throws CorruptLogData {
    need(4);
    int v = (int) INT.get(bytes, at);
    at += 4;
    return v;
  }

  /** Eight bytes, big-endian. */
  public long be64() throws CorruptLogData {
    need(8);
    long v = (long) LONG.get(bytes, at);
    at += 8;
    return v;
  }

  /** Unsigned LEB128 of at most 64 bits. */
  public long uvarint() throws CorruptLogData {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    long v = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      need(1);
      int b = bytes[at++];
      v |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return v;
      }
    }
    throw new CorruptLogData("a number is longer than ten bytes at " + at);
  }

  /** Zigzag LEB128. */
  public long varint() throws CorruptLogData {
    long v = uvarint();
    return (v >>> 1) ^ -(v & 1);
  }

  /** A number of things of at least {@code unit} bytes each, which therefore must still follow. */
  public int count(int unit) throws CorruptLogData {
    long n = uvarint();
    if (n < 0 || n > remaining() / unit) {
      throw new CorruptLogData(n + " items do not fit into the " + remaining() + " bytes at " + at);
    }
    return (int) n;
  }

  /** A number from 0 to {@code max}. */
  public int upTo(int max) throws CorruptLogData {
    long n = uvarint();
    if (n < 0 || n > max) {
      throw new CorruptLogData("a number before " + at + " is " + n + ", at most " + max);
    }
    return (int) n;
  }

  /** Text behind its length. */
  public String text() throws CorruptLogData {
    int length = count(1);
    String s = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return s;
  }

  /** A copy of the next bytes. */
  public byte[] bytes(int length) throws CorruptLogData {
    int from = at;
    skip(length);
    return Arrays.copyOfRange(bytes, from, at);
  }

  private void need(long n) throws CorruptLogData {
    if (n < 0 || n > end - at) {
      throw new CorruptLogData("ends within a value at " + at);
    }
  }
}
