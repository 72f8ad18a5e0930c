package mop.simulator.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import mop.simulator.TraceFaults;
import mop.simulator.wire.RequestWriter;
import mop.stack.otlp.RequestSink;

/**
 * Sends spans away in order of time: one request for each second and pod, with all spans that ended
 * in that second. Holds the slices that still have spans to send, no more.
 */
final class Departures {
  private static final long SECOND = 1_000_000_000L;

  private final Compiled compiled;
  private final RequestSink sink;
  private final RequestWriter writer = new RequestWriter();
  private final List<Slice> open = new ArrayList<>();
  private final TraceFaults.Builder hits = new TraceFaults.Builder();
  private long nextSecond;
  private long traces;
  private long spans;

  Departures(Compiled compiled, RequestSink sink, long firstSecond) {
    this.compiled = compiled;
    this.sink = sink;
    nextSecond = firstSecond;
  }

  /** Takes the next slice. */
  void add(Slice slice) {
    open.add(slice);
    traces += slice.traces();
    spans += slice.spans();
    for (int i = 0; i < slice.hits(); i++) {
      hits.add(slice.hitHigh(i), slice.hitLow(i), slice.hitFault(i));
    }
  }

  /** Sends all that ended before this second; returns the slices that are spent. */
  List<Slice> sendUntil(long second) throws IOException {
    while (nextSecond < second) {
      sendSecond(nextSecond++);
    }
    return takeSpent();
  }

  /** Sends the rest. */
  void sendAll() throws IOException {
    while (!open.isEmpty()) {
      sendSecond(nextSecond++);
      takeSpent();
    }
  }

  private List<Slice> takeSpent() {
    List<Slice> spent = new ArrayList<>();
    for (Iterator<Slice> i = open.iterator(); i.hasNext(); ) {
      Slice slice = i.next();
      if (slice.spent()) {
        spent.add(slice);
        i.remove();
      }
    }
    return spent;
  }

  private void sendSecond(long second) throws IOException {
    for (int pod = 0; pod < compiled.pods().size(); pod++) {
      writer.begin();
      boolean any = false;
      for (int scope = 0; scope < SpanShape.SCOPES; scope++) {
        any |= collect(second, pod, scope);
      }
      if (any) {
        int length = writer.finish(compiled.pods().get(pod).headers());
        sink.accept((second + 1) * SECOND, writer.buffer(), 0, length);
      }
    }
  }

  private boolean collect(long second, int pod, int scope) {
    int lane = pod * SpanShape.SCOPES + scope;
    boolean any = false;
    for (int i = 0; i < open.size(); i++) {
      Slice slice = open.get(i);
      while (slice.leavesIn(second) && slice.nextLane() == lane) {
        writer.add(scope, slice.bytes(), slice.nextOffset(), slice.nextLength());
        slice.advance();
        any = true;
      }
    }
    return any;
  }

  TraceFaults hits() {
    return hits.build();
  }

  long traces() {
    return traces;
  }

  long spans() {
    return spans;
  }
}
