package mop.stack.metrics.ingest;

import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/**
 * Where a nested message stands in the bytes of a request.
 *
 * @param to place behind its last byte
 */
record Span(int from, int to) {
  static final Span NONE = new Span(0, 0);

  /** The length-delimited field whose tag was just read; the reader moves on behind it. */
  static Span next(WireReader in) throws InvalidOtlp {
    int length = in.length();
    int from = in.position();
    in.advance(length);
    return new Span(from, from + length);
  }

  /** A reader of the message. */
  WireReader within(WireReader request) {
    return request.nested(from, to);
  }
}
