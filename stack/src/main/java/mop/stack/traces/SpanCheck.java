package mop.stack.traces;

import mop.analysis.input.InvalidInput;

/**
 * Walks every message of a span before it is stored, so that building a block cannot fail on it.
 * Not thread-safe.
 */
final class SpanCheck {
  /** Deeper attribute values are refused, as protobuf libraries do. */
  static final int MAX_DEPTH = 90;

  private final ProtoCursor span = new ProtoCursor();
  private final ProtoCursor part = new ProtoCursor();
  private final ProtoCursor pair = new ProtoCursor();
  private final ProtoCursor[] values = new ProtoCursor[MAX_DEPTH + 1];

  SpanCheck() {
    for (int i = 0; i < values.length; i++) {
      values[i] = new ProtoCursor();
    }
  }

  /**
   * @throws InvalidInput when a message is malformed or nested too deeply
   */
  void span(byte[] bytes, int from, int to) {
    span.over(bytes, from, to);
    while (span.next()) {
      if (span.wire != ProtoCursor.LEN) {
        continue;
      }
      switch (span.field) {
        case Otlp.SPAN_ATTRIBUTES -> pair(span);
        case Otlp.SPAN_EVENTS -> part(span, Otlp.EVENT_ATTRIBUTES);
        case Otlp.SPAN_LINKS -> part(span, Otlp.LINK_ATTRIBUTES);
        case Otlp.SPAN_STATUS -> part(span, -1);
        default -> {}
      }
    }
  }

  /** A resource or a scope: its attributes are field {@code attributes}. */
  void header(byte[] bytes, int attributes) {
    span.over(bytes, 0, bytes.length);
    while (span.next()) {
      if (span.is(attributes, ProtoCursor.LEN)) {
        pair(span);
      }
    }
  }

  private void part(ProtoCursor at, int attributes) {
    part.into(at);
    while (part.next()) {
      if (part.is(attributes, ProtoCursor.LEN)) {
        pair(part);
      }
    }
  }

  private void pair(ProtoCursor at) {
    pair.into(at);
    while (pair.next()) {
      if (pair.is(Otlp.PAIR_VALUE, ProtoCursor.LEN)) {
        value(pair, 0);
      }
    }
  }

  private void value(ProtoCursor at, int depth) {
    if (depth >= MAX_DEPTH) {
      throw new InvalidInput(
          "OTLP span",
          "an attribute value is nested deeper than " + MAX_DEPTH,
          "fewer levels",
          "Check what sent it.");
    }
    ProtoCursor v = values[depth];
    v.into(at);
    while (v.next()) {
      if (v.wire == ProtoCursor.LEN && (v.field == Otlp.ARRAY || v.field == Otlp.KVLIST)) {
        list(v, depth + 1, v.field == Otlp.KVLIST);
      }
    }
  }

  private void list(ProtoCursor at, int depth, boolean pairs) {
    ProtoCursor list = values[depth];
    list.into(at);
    while (list.next()) {
      if (!list.is(Otlp.LIST_VALUES, ProtoCursor.LEN)) {
        continue;
      }
      if (!pairs) {
        value(list, depth + 1);
        continue;
      }
      if (depth + 1 >= MAX_DEPTH) {
        value(list, depth + 1);
      }
      ProtoCursor inner = values[depth + 1];
      inner.into(list);
      while (inner.next()) {
        if (inner.is(Otlp.PAIR_VALUE, ProtoCursor.LEN)) {
          value(inner, depth + 2);
        }
      }
    }
  }
}
