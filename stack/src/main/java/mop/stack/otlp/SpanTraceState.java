package mop.stack.otlp;

import java.nio.charset.StandardCharsets;

/** Finds the W3C trace state in the raw bytes of a span. Not thread-safe; reused. */
public final class SpanTraceState {
  private static final int TRACE_STATE = 3 << 3 | WireReader.LEN;

  private final WireReader wire = new WireReader();

  /**
   * The trace state of span {@code i}, a character a byte; empty when there is none. Of a field
   * that comes twice the last counts.
   */
  public String string(RawTrace trace, int i) {
    int offset = 0;
    int length = 0;
    try {
      wire.over(trace.bytes(), trace.offset(i), trace.length(i));
      while (wire.more()) {
        int tag = wire.tag();
        if (tag == TRACE_STATE) {
          length = wire.length();
          offset = wire.position;
          wire.position += length;
        } else {
          wire.skip(tag);
        }
      }
    } catch (InvalidOtlp malformed) {
      return ""; // such a span has no trace state that one could read
    }
    return length == 0
        ? ""
        : new String(trace.bytes(), offset, length, StandardCharsets.ISO_8859_1);
  }
}
