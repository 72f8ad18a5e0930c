package mop.stack.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads Thrift's compact protocol. The caller walks a struct with {@link #nextField()}; a field it
 * does not know is passed over with {@link #skip()}.
 */
final class CompactReader {
  private static final int MAX_DEPTH = 24;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int type;
  private final int[] lastField = new int[MAX_DEPTH + 1];
  private int depth;

  CompactReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int position() {
    return at;
  }

  /** Enters a struct: the top, a list element, or the value of the current field. */
  void begin() {
    if (depth == MAX_DEPTH) {
      throw new CorruptParquet("metadata is nested too deeply");
    }
    lastField[++depth] = 0;
  }

  /** Id of the next field of the current struct; 0 at its end, which leaves the struct. */
  int nextField() {
    int head = u8();
    if (head == 0) {
      depth--;
      return 0;
    }
    type = head & 15;
    int delta = head >>> 4;
    int field = delta == 0 ? (int) zigzag() : lastField[depth] + delta;
    if (field <= 0) {
      throw new CorruptParquet("metadata field id " + field);
    }
    lastField[depth] = field;
    return field;
  }

  boolean bool() {
    return type == CompactWriter.TRUE;
  }

  int i32() {
    return Math.toIntExact(i64());
  }

  long i64() {
    if (type != CompactWriter.I16 && type != CompactWriter.I32 && type != CompactWriter.I64) {
      throw new CorruptParquet("metadata type " + type + " where an integer belongs");
    }
    return zigzag();
  }

  byte[] binary() {
    if (type != CompactWriter.BINARY) {
      throw new CorruptParquet("metadata type " + type + " where bytes belong");
    }
    return rawBytes();
  }

  String text() {
    return new String(binary(), StandardCharsets.UTF_8);
  }

  /** Enters a list; its elements are read with the methods that begin with {@code element}. */
  int list() {
    if (type != CompactWriter.LIST) {
      throw new CorruptParquet("metadata type " + type + " where a list belongs");
    }
    int head = u8();
    type = head & 15;
    int count = head >>> 4 == 15 ? (int) varint() : head >>> 4;
    if (count < 0 || count > end - at) {
      throw new CorruptParquet("metadata list of " + count + " elements in " + (end - at));
    }
    return count;
  }

  long elementInteger() {
    return zigzag();
  }

  boolean elementFlag() {
    return u8() == 1;
  }

  byte[] elementBytes() {
    return rawBytes();
  }

  String elementText() {
    return new String(rawBytes(), StandardCharsets.UTF_8);
  }

  /** Passes over the value of the current field. */
  void skip() {
    skip(type, 0);
  }

  private void skip(int t, int level) {
    if (level > MAX_DEPTH) {
      throw new CorruptParquet("metadata is nested too deeply");
    }
    switch (t) {
      case 1, 2 -> {}
      case 3 -> u8();
      case 4, 5, 6 -> varint();
      case 7 -> move(8);
      case 8 -> move(length());
      case 9, 10 -> skipList(level);
      case 12 -> skipStruct(level);
      default -> throw new CorruptParquet("metadata type " + t);
    }
  }

  private void skipList(int level) {
    type = CompactWriter.LIST;
    int count = list();
    int element = type;
    for (int i = 0; i < count; i++) {
      if (element == 1 || element == 2) {
        u8();
      } else {
        skip(element, level + 1);
      }
    }
  }

  private void skipStruct(int level) {
    for (int head = u8(); head != 0; head = u8()) {
      if (head >>> 4 == 0) {
        varint();
      }
      skip(head & 15, level + 1);
    }
  }

  private byte[] rawBytes() {
    int n = length();
    move(n);
    return Arrays.copyOfRange(bytes, at - n, at);
  }

  private int length() {
    long n = varint();
    if (n < 0 || n > end - at) {
      throw new CorruptParquet("metadata bytes of length " + n + " in " + (end - at));
    }
    return (int) n;
  }

  private void move(int n) {
    if (n > end - at) {
      throw new CorruptParquet("metadata ends early");
    }
    at += n;
  }

  private int u8() {
    if (at >= end) {
      throw new CorruptParquet("metadata ends early");
    }
    return bytes[at++] & 0xff;
  }

  private long zigzag() {
    long v = varint();
    return (v >>> 1) ^ -(v & 1);
  }

  private long varint() {
    long v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      v |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return v;
      }
    }
    throw new CorruptParquet("metadata integer is too long");
  }
}
