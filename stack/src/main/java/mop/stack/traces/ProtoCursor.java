package mop.stack.traces;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import mop.analysis.input.InvalidInput;

/**
 * Steps over the fields of one protobuf message in a byte array, without copying or allocating.
 * After {@link #next} the field's number is in {@link #field}, its value in {@link #number} or
 * between {@link #from} and {@link #to}.
 */
final class ProtoCursor {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LEN = 2;
  static final int FIXED32 = 5;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  byte[] bytes = {};
  int field;
  int wire;

  /** Value of a varint or fixed field; a double's bits. */
  long number;

  /** Where a length-delimited value begins. */
  int from;

  /** Where a length-delimited value ends. */
  int to;

  private int at;
  private int end;

  void over(byte[] buffer, int start, int stop) {
    bytes = buffer;
    at = start;
    end = stop;
  }

  /** Goes into the length-delimited value that another cursor stands on. */
  void into(ProtoCursor other) {
    over(other.bytes, other.from, other.to);
  }

  boolean next() {
    if (at >= end) {
      return false;
    }
    int tag = bytes[at++];
    if (tag < 0) {
      at--;
      tag = (int) varint();
    }
    field = tag >>> 3;
    wire = tag & 7;
    switch (wire) {
      case LEN -> {
        long length = varint();
        if (length < 0 || length > end - at) {
          throw malformed("a field of " + length + " bytes reaches beyond its message");
        }
        from = at;
        at += (int) length;
        to = at;
      }
      case VARINT -> number = varint();
      case FIXED64 -> {
        need(8);
        number = (long) LONG.get(bytes, at);
        at += 8;
      }
      case FIXED32 -> {
        need(4);
        number = (int) INT.get(bytes, at);
        at += 4;
      }
      default -> throw malformed("wire type " + wire);
    }
    return true;
  }

  /** Moves to the last field, which is the one that counts in a oneof; false when there is none. */
  boolean last() {
    if (!next()) {
      return false;
    }
    while (at < end) {
      next();
    }
    return true;
  }

  boolean is(int number, int wireType) {
    return field == number && wire == wireType;
  }

  int length() {
    return to - from;
  }

  private void need(int n) {
    if (end - at < n) {
      throw malformed("a number is cut off");
    }
  }

  private long varint() {
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
    throw malformed("a number is longer than ten bytes");
  }

  private static InvalidInput malformed(String what) {
    return new InvalidInput(
        "OTLP span", what, "a serialized protobuf message", "Check what sent it.");
  }
}
