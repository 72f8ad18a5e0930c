package mop.stack.traces;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the span that names a trace: the last one without parent, unless a link of it says {@code
 * opentracing.ref_type=child_of} within the trace. Of a trace in pieces, the first piece that has
 * one decides.
 */
final class RootSpan {
  private static final byte[] REF_TYPE = "opentracing.ref_type".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CHILD_OF = "child_of".getBytes(StandardCharsets.UTF_8);

  private final ProtoCursor span = new ProtoCursor();
  private final ProtoCursor link = new ProtoCursor();
  private final ProtoCursor pair = new ProtoCursor();
  private final ProtoCursor value = new ProtoCursor();

  /** Number of the root among the spans, −1 when there is none. */
  int find(SpanTable spans) {
    int found = -1;
    for (int i = 0; i < spans.size; i++) {
      if (found >= 0 && spans.piece[i] != spans.piece[found]) {
        return found;
      }
      if (spans.isRoot(i) && !(spans.hasLinks(i) && isChildByLink(spans, i))) {
        found = i;
      }
    }
    return found;
  }

  private boolean isChildByLink(SpanTable spans, int i) {
    span.over(spans.bytes, spans.from[i], spans.to[i]);
    int idFrom = 0;
    int idTo = 0;
    while (span.next()) {
      if (span.is(Otlp.SPAN_TRACE_ID, ProtoCursor.LEN)) {
        idFrom = span.from;
        idTo = span.to;
      }
    }
    span.over(spans.bytes, spans.from[i], spans.to[i]);
    while (span.next()) {
      if (span.is(Otlp.SPAN_LINKS, ProtoCursor.LEN) && saysChildOf(idFrom, idTo)) {
        return true;
      }
    }
    return false;
  }

  private boolean saysChildOf(int idFrom, int idTo) {
    boolean same = idFrom == idTo;
    boolean child = false;
    link.into(span);
    while (link.next()) {
      if (link.is(Otlp.LINK_TRACE_ID, ProtoCursor.LEN)) {
        same = Arrays.equals(link.bytes, link.from, link.to, link.bytes, idFrom, idTo);
      } else if (link.is(Otlp.LINK_ATTRIBUTES, ProtoCursor.LEN)) {
        child |= isChildOf();
      }
    }
    return same && child;
  }

  private boolean isChildOf() {
    boolean key = false;
    boolean text = false;
    pair.into(link);
    while (pair.next()) {
      if (pair.is(Otlp.PAIR_KEY, ProtoCursor.LEN)) {
        key = equal(pair, REF_TYPE);
      } else if (pair.is(Otlp.PAIR_VALUE, ProtoCursor.LEN)) {
        value.into(pair);
        while (value.next()) {
          text = value.is(Otlp.STRING, ProtoCursor.LEN) && equal(value, CHILD_OF);
        }
      }
    }
    return key && text;
  }

  private static boolean equal(ProtoCursor at, byte[] expected) {
    return Arrays.equals(at.bytes, at.from, at.to, expected, 0, expected.length);
  }
}
