package mop.stack.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes protobuf's wire format into a buffer that grows and is reused. Nested messages are opened
 * and closed; their length is put before them at the close, in the shortest form.
 */
public final class ProtoWriter {
  private byte[] bytes = new byte[4096];
  private int size;

  /** Begins anew; what was written is lost. */
  public void reset() {
    size = 0;
  }

  /** The buffer; its first {@link #size()} bytes are what was written. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.multiplyExact(bytes.length, 2)));
    }
  }

  /** Opens a nested message; give what it returns to {@link #close}. */
  public int open(int field) {
    tag(field, WireReader.LEN);
    room(1);
    return size++;
  }

  /** Closes the nested message that {@link #open} began. */
  public void close(int mark) {
    int length = size - mark - 1;
    int width = varintWidth(length);
    if (width > 1) {
      room(width - 1);
      System.arraycopy(bytes, mark + 1, bytes, mark + width, length);
      size += width - 1;
    }
    putVarint(mark, length);
  }

  private static int varintWidth(long value) {
    return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
  }

  private int putVarint(int at, long value) {
    int position = at;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
    return position;
  }

  /** A number alone, as it stands in a packed field. */
  void rawVarint(long value) {
    room(10);
    size = putVarint(size, value);
  }

  private void tag(int field, int wireType) {
    rawVarint((long) field << 3 | wireType);
  }

  /** A field of type int32, int64, uint32, uint64, bool or enum. */
  public void varint(int field, long value) {
    tag(field, WireReader.VARINT);
    rawVarint(value);
  }

  /** A field of type fixed64 or sfixed64. */
  public void fixed64(int field, long value) {
    tag(field, WireReader.FIXED64);
    rawFixed64(value);
  }

  /** Eight bytes alone, as they stand in a packed field. */
  public void rawFixed64(long value) {
    room(8);
    WireReader.littleEndian(bytes, size, value);
    size += 8;
  }

  /** Fields that are serialized already, with their tags. */
  public void raw(byte[] fields) {
    room(fields.length);
    System.arraycopy(fields, 0, bytes, size, fields.length);
    size += fields.length;
  }

  /** A field of type fixed32. */
  public void fixed32(int field, int value) {
    tag(field, WireReader.FIXED32);
    room(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** A field of type double. */
  public void fixedDouble(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  /** A field of type bytes, string, or a message that is serialized already. */
  public void bytes(int field, byte[] value, int offset, int length) {
    tag(field, WireReader.LEN);
    rawVarint(length);
    room(length);
    System.arraycopy(value, offset, bytes, size, length);
    size += length;
  }

  /** A field of type bytes. */
  public void bytes(int field, byte[] value) {
    bytes(field, value, 0, value.length);
  }

  /** A field of type string. */
  public void string(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Two numbers as 16 big-endian bytes: a trace id. */
  public void traceId(int field, long high, long low) {
    tag(field, WireReader.LEN);
    rawVarint(16);
    room(16);
    WireReader.bigEndian(bytes, size, high);
    WireReader.bigEndian(bytes, size + 8, low);
    size += 16;
  }

  /** A number as eight big-endian bytes: a span id. */
  public void spanId(int field, long id) {
    tag(field, WireReader.LEN);
    rawVarint(8);
    room(8);
    WireReader.bigEndian(bytes, size, id);
    size += 8;
  }
}
