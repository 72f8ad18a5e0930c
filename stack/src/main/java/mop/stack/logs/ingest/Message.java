package mop.stack.logs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** Steps over the fields of a protobuf message. */
final class Message {
  private final WireReader in;
  private int tag;

  Message(WireReader in) {
    this.in = in;
  }

  static Message of(byte[] bytes) {
    WireReader in = new WireReader();
    in.over(bytes, 0, bytes.length);
    return new Message(in);
  }

  /** Moves to the next field; its value must be read or skipped. */
  boolean next() throws InvalidOtlp {
    if (!in.more()) {
      return false;
    }
    tag = in.tag();
    return true;
  }

  /** Whether it stands at a length-delimited field of that number. */
  boolean isBytes(int field) {
    return tag == (field << 3 | WireReader.LEN);
  }

  boolean isVarint(int field) {
    return tag == (field << 3 | WireReader.VARINT);
  }

  boolean isFixed64(int field) {
    return tag == (field << 3 | WireReader.FIXED64);
  }

  boolean isFixed32(int field) {
    return tag == (field << 3 | WireReader.FIXED32);
  }

  void skip() throws InvalidOtlp {
    in.skip(tag);
  }

  long varint() throws InvalidOtlp {
    return in.varint();
  }

  long fixed64() throws InvalidOtlp {
    return in.fixed64();
  }

  long fixed32() throws InvalidOtlp {
    int at = in.position();
    in.skip(tag);
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = (value << 8) | (in.buffer()[at + i] & 0xff);
    }
    return value;
  }

  byte[] bytes() throws InvalidOtlp {
    int length = in.length();
    int from = in.position();
    in.advance(length);
    return Arrays.copyOfRange(in.buffer(), from, from + length);
  }

  String text() throws InvalidOtlp {
    int length = in.length();
    int from = in.position();
    in.advance(length);
    return new String(in.buffer(), from, length, StandardCharsets.UTF_8);
  }

  /** The nested message of the field. */
  Message message() throws InvalidOtlp {
    int length = in.length();
    int from = in.position();
    in.advance(length);
    return new Message(in.nested(from, from + length));
  }

  InvalidOtlp invalid(String problem) {
    return in.invalid(problem);
  }
}
