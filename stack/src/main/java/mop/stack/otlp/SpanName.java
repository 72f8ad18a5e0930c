package mop.stack.otlp;

import java.nio.charset.StandardCharsets;

/** Finds the name in the raw bytes of a span without allocating. Not thread-safe; reused. */
public final class SpanName {
  private static final int NAME = 5 << 3 | WireReader.LEN;

  private final WireReader wire = new WireReader();
  private int offset;
  private int length;

  /** Finds the name of span {@code i}; an absent name is empty. */
  public void find(RawTrace trace, int i) {
    find(trace.bytes(), trace.offset(i), trace.length(i));
  }

  /** Finds the name of the serialized {@code Span} at {@code spanOffset}. */
  public void find(byte[] buffer, int spanOffset, int spanLength) {
    offset = spanOffset;
    length = 0;
    try {
      wire.over(buffer, spanOffset, spanLength);
      while (wire.more()) {
        int tag = wire.tag();
        if (tag == NAME) {
          length = wire.length();
          offset = wire.position;
          return;
        }
        wire.skip(tag);
      }
    } catch (InvalidOtlp malformed) {
      length = 0; // such a span has no name that one could read
    }
  }

  /** Where the name's UTF-8 bytes begin in the buffer that was searched. */
  public int offset() {
    return offset;
  }

  /** Bytes of the name. */
  public int length() {
    return length;
  }

  /** The name, allocated. */
  public String string() {
    return new String(wire.buffer, offset, length, StandardCharsets.UTF_8);
  }

  /** A hash of the name's bytes, mixed with {@code seed}; equal on every machine. */
  public long hash(long seed) {
    long hash = seed ^ length;
    int end = offset + length;
    int at = offset;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ WireReader.bigEndian(wire.buffer, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    for (; at < end; at++) {
      hash = (hash ^ wire.buffer[at]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    hash *= 0xBF58476D1CE4E5B9L;
    return hash ^ hash >>> 32;
  }
}
