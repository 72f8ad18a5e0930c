package mop.stack.traces;

import java.util.stream.IntStream;
import mop.stack.otlp.RawTrace;

/**
 * How the spans of a trace that is in no block yet hang together, by the rules by which blocks
 * store it: nested-set numbers, children, and the span that names the trace.
 */
public final class TraceStructure {
  private final NestedSets sets = new NestedSets();
  private final int root;
  private final long start;
  private final long end;

  public TraceStructure(RawTrace trace) {
    SpanTable spans = new SpanTable();
    spans.begin(trace.idHigh(), trace.idLow());
    for (int i = 0; i < trace.size(); i++) {
      int at = spans.reserve(trace.length(i));
      System.arraycopy(trace.bytes(), trace.offset(i), spans.bytes, at, trace.length(i));
      spans.add(0, 0, at, at + trace.length(i));
    }
    sets.compute(spans, IntStream.range(0, trace.size()).toArray(), trace.size());
    root = new RootSpan().find(spans);
    long first = 0;
    long last = 0;
    for (int i = 0; i < spans.size; i++) {
      if (first == 0 || Long.compareUnsigned(spans.start[i], first) < 0) {
        first = spans.start[i];
      }
      last = Long.compareUnsigned(spans.end[i], last) > 0 ? spans.end[i] : last;
    }
    start = first;
    end = last;
  }

  /** Number of the span that names the trace; −1 when none does. */
  public int root() {
    return root;
  }

  /** Earliest start, Unix nanoseconds. */
  public long start() {
    return start;
  }

  /** Latest end, Unix nanoseconds. */
  public long end() {
    return end;
  }

  /** Nested-set number at which span {@code i} begins; 0 when it hangs on no root. */
  public int left(int i) {
    return sets.left[i];
  }

  /** Nested-set number at which span {@code i} ends. */
  public int right(int i) {
    return sets.right[i];
  }

  /** Left number of the parent; −1 of a root, 0 when there is none. */
  public int parent(int i) {
    return sets.parent[i];
  }

  public int children(int i) {
    return sets.children[i];
  }
}
