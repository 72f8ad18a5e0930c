package mop.stack.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks protobuf's wire format over a byte array without copying or allocating. A reader is moved
 * over nested messages by narrowing {@link #limit} and restoring it.
 */
public final class WireReader {
  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int LEN = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  public static final int FIXED32 = 5;

  private static final int MAX_GROUP_DEPTH = 100;
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LITTLE_SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  byte[] buffer = new byte[0];
  int position;
  int limit;
  private int start;

  /** Begins to read these bytes; an error's offset counts from their first. */
  public void over(byte[] bytes, int offset, int length) {
    buffer = bytes;
    start = offset;
    position = offset;
    limit = offset + length;
  }

  /** Whether there is a byte left. */
  public boolean more() {
    return position < limit;
  }

  /** An error at the place where the reader stands. */
  public InvalidOtlp invalid(String problem) {
    return new InvalidOtlp(problem, position - start);
  }

  /** Place in the buffer of the next byte. */
  public int position() {
    return position;
  }

  /** Place in the buffer behind the last byte. */
  public int limit() {
    return limit;
  }

  /** The bytes that are read. */
  public byte[] buffer() {
    return buffer;
  }

  /** A reader of part of the same bytes; its errors count from the same first byte. */
  public WireReader nested(int from, int to) {
    WireReader part = new WireReader();
    part.buffer = buffer;
    part.start = start;
    part.position = from;
    part.limit = to;
    return part;
  }

  /** Passes over bytes whose {@link #length} was just read. */
  public void advance(int bytes) {
    position += bytes;
  }

  /** The next field's tag: number shifted by three, and wire type. */
  public int tag() throws InvalidOtlp {
    byte first = buffer[position];
    if (first > 7) {
      position++;
      return first;
    }
    long tag = varint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw invalid("field number out of range");
    }
    return (int) tag;
  }

  /** A number of seven bits a byte. */
  public long varint() throws InvalidOtlp {
    if (position < limit) {
      byte single = buffer[position];
      if (single >= 0) {
        position++;
        return single;
      }
    }
    return longVarint();
  }

  private long longVarint() throws InvalidOtlp {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= limit) {
        throw invalid("number cut off");
      }
      byte next = buffer[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw invalid("number longer than 10 bytes");
  }

  /** Length of the field that follows; the field lies inside the message. */
  public int length() throws InvalidOtlp {
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw invalid("field of " + length + " bytes reaches beyond its message");
    }
    return (int) length;
  }

  /** A number of eight bytes. */
  public long fixed64() throws InvalidOtlp {
    if (limit - position < 8) {
      throw invalid("64-bit number cut off");
    }
    long value = (long) LITTLE.get(buffer, position);
    position += 8;
    return value;
  }

  /** Two bytes as they stand, the first the lower; the caller has checked that they exist. */
  static int pair(byte[] bytes, int offset) {
    return (short) LITTLE_SHORT.get(bytes, offset) & 0xffff;
  }

  /** Eight bytes as a little-endian number; the caller has checked that they exist. */
  static long littleEndian(byte[] bytes, int offset) {
    return (long) LITTLE.get(bytes, offset);
  }

  /**
   * Eight bytes as a big-endian number, as ids are kept; the caller has checked that they exist.
   */
  static long bigEndian(byte[] bytes, int offset) {
    return (long) BIG.get(bytes, offset);
  }

  static void bigEndian(byte[] bytes, int offset, long value) {
    BIG.set(bytes, offset, value);
  }

  static void littleEndian(byte[] bytes, int offset, long value) {
    LITTLE.set(bytes, offset, value);
  }

  /** Passes over the value of a field whose tag was just read. */
  public void skip(int tag) throws InvalidOtlp {
    switch (tag & 7) {
      case LEN -> {
        int length = length();
        position += length;
      }
      case VARINT -> varint();
      case FIXED64 -> skipBytes(8);
      case FIXED32 -> skipBytes(4);
      case START_GROUP -> skipGroup(tag, 0);
      default -> throw invalid("wire type " + (tag & 7) + " out of place");
    }
  }

  /**
   * Passes over the fields with this one-byte tag of a length-delimited field that follow, as far
   * as they lie inside the message and are shorter than 16 KiB. Lengths of one and of two bytes are
   * read alike, without a branch that depends on them: the processor would often guess wrong.
   */
  void skipRun(int tag) {
    byte[] bytes = buffer;
    int end = limit;
    int at = position;
    while (end - at >= 3 && bytes[at] == tag) {
      int pair = pair(bytes, at + 1);
      int wide = pair >>> 7 & 1;
      int next = at + 2 + wide + (pair & 0x7f) + wide * (pair >>> 1 & 0x3f80);
      if ((pair & 0x8080) == 0x8080 || next > end) {
        break;
      }
      at = next;
    }
    position = at;
  }

  private void skipBytes(int count) throws InvalidOtlp {
    if (limit - position < count) {
      throw invalid("number cut off");
    }
    position += count;
  }

  private void skipGroup(int startTag, int depth) throws InvalidOtlp {
    if (depth > MAX_GROUP_DEPTH) {
      throw invalid("groups nested deeper than " + MAX_GROUP_DEPTH);
    }
    while (more()) {
      int tag = tag();
      if ((tag & 7) == END_GROUP) {
        if (tag >>> 3 != startTag >>> 3) {
          throw invalid("end of another group");
        }
        return;
      }
      if ((tag & 7) == START_GROUP) {
        skipGroup(tag, depth + 1);
      } else {
        skip(tag);
      }
    }
    throw invalid("group without end");
  }
}
