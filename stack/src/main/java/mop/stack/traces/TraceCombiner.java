package mop.stack.traces;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.stack.otlp.RawTrace;

/**
 * Puts a trace together from the places where parts of it are stored, as Tempo does: a span that an
 * earlier part has (same id and kind) is left out.
 */
final class TraceCombiner {
  private TraceCombiner() {}

  /**
   * @param content the span itself when its id is not one of eight bytes, else empty
   */
  private record Key(long id, int kind, ByteBuffer content) {}

  private record Place(RawTrace trace, int span) {
    long start() {
      return trace.startNanos(span);
    }

    Key key() {
      long id = trace.spanId(span);
      ByteBuffer content =
          id != 0
              ? ByteBuffer.allocate(0)
              : ByteBuffer.wrap(trace.bytes(), trace.offset(span), trace.length(span)).slice();
      return new Key(id, trace.kind(span), content);
    }
  }

  /**
   * Combines parts of one trace; spans of several parts are in order of their start, then of id.
   *
   * @param parts at least one, all with the same id
   */
  static RawTrace combine(List<RawTrace> parts) {
    RawTrace first = parts.getFirst();
    if (parts.size() == 1) {
      return first;
    }
    Set<Key> seen = new HashSet<>();
    List<Place> kept = new ArrayList<>();
    for (RawTrace part : parts) {
      Set<Key> own = new HashSet<>();
      for (int i = 0; i < part.size(); i++) {
        Place place = new Place(part, i);
        Key key = place.key();
        if (!seen.contains(key)) {
          own.add(key);
          kept.add(place);
        }
      }
      seen.addAll(own);
    }
    kept.sort(
        Comparator.comparing(Place::start, Long::compareUnsigned)
            .thenComparing(p -> p.trace.spanId(p.span), Long::compareUnsigned));
    RawTrace all = new RawTrace(first.idHigh(), first.idLow());
    kept.forEach(p -> add(p, all));
    return all;
  }

  private static void add(Place p, RawTrace into) {
    RawTrace t = p.trace;
    int i = p.span;
    into.add(
        t.origin(i),
        t.bytes(),
        t.offset(i),
        t.length(i),
        t.spanId(i),
        t.parentSpanId(i),
        t.startNanos(i),
        t.endNanos(i),
        t.kind(i),
        t.status(i));
  }
}
