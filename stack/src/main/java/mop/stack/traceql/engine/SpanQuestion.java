package mop.stack.traceql.engine;

import java.io.IOException;
import mop.stack.traceql.Value;

/**
 * An expression ready to be asked of spans. One about events or links is asked of each of them in
 * turn: all that it says is then about the same event and the same link, as Tempo's storage matches
 * them.
 *
 * @param events whether it is about events
 * @param links whether it is about links
 */
record SpanQuestion(Function function, boolean events, boolean links) {
  /** The value for a span, one of its events and one of its links. */
  @FunctionalInterface
  interface Function {
    Value apply(TraceView trace, int span, int event, int link) throws IOException;
  }

  /** Whether it is true of the span with any of its events and links. */
  boolean holds(TraceView trace, int span) throws IOException {
    int lastEvent = events ? trace.events(span) : 0;
    int lastLink = links ? trace.links(span) : 0;
    for (int e = 0; e < Math.max(1, lastEvent); e++) {
      for (int l = 0; l < Math.max(1, lastLink); l++) {
        if (function.apply(trace, span, e < lastEvent ? e : -1, l < lastLink ? l : -1).holds()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The value with the first event and link for which there is one. */
  Value first(TraceView trace, int span) throws IOException {
    int lastEvent = events ? trace.events(span) : 0;
    int lastLink = links ? trace.links(span) : 0;
    for (int e = 0; e < Math.max(1, lastEvent); e++) {
      for (int l = 0; l < Math.max(1, lastLink); l++) {
        Value v = function.apply(trace, span, e < lastEvent ? e : -1, l < lastLink ? l : -1);
        if (!v.isNil()) {
          return v;
        }
      }
    }
    return Value.Nil.NIL;
  }
}
