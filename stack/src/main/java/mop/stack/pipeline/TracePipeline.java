package mop.stack.pipeline;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.RequestSink;
import mop.stack.otlp.SpanBatch;
import mop.stack.otlp.TraceShape;
import mop.stack.sampling.Decision;
import mop.stack.sampling.HeadStage;
import mop.stack.sampling.Sampler;
import org.jspecify.annotations.Nullable;

/**
 * Decodes requests, puts spans together to traces, and has a sampler decide each trace a fixed
 * event time after its first span arrived, as the Collector's {@code tail_sampling} processor does.
 * Time is the arrival time of requests: nothing waits for a clock, and the same requests give the
 * same decisions. Memory is bounded: above the limit the oldest trace is decided early. Not
 * thread-safe.
 */
public final class TracePipeline implements RequestSink {
  private final Sampler sampler;
  private final @Nullable HeadStage head;
  private final PipelineSettings settings;
  private final TraceOutput output;
  private final RequestDecoder decoder = new RequestDecoder();
  private final TraceShape shape = new TraceShape();
  private final TraceIdMap<Waiting> waiting = new TraceIdMap<>();
  private final ArrayDeque<Waiting> oldestFirst = new ArrayDeque<>();
  private final DecisionCache decisions;
  private final TraceIdMap<Late> late = new TraceIdMap<>();
  private final List<Late> lateInOrder = new ArrayList<>();
  private final Tally tally = new Tally();
  private @Nullable Waiting lastFound;
  private long nowNanos;
  private long bufferedBytes;

  /** A trace that waits for its decision. */
  private static final class Waiting {
    private final RawTrace trace;
    private final long dueNanos;
    private long memory;

    private Waiting(RawTrace trace, long dueNanos) {
      this.trace = trace;
      this.dueNanos = dueNanos;
    }
  }

  /** Spans of one request that came after their trace's decision. */
  private record Late(RawTrace fragment, Decision decision) {}

  /**
   * @param sampler belongs to this pipeline from now on
   */
  public TracePipeline(Sampler sampler, PipelineSettings settings, TraceOutput output) {
    this.sampler = sampler;
    this.head = sampler.head().orElse(null);
    this.settings = settings;
    this.output = output;
    this.decisions = new DecisionCache(settings.decisionCacheSize());
  }

  @Override
  public void accept(long arrivalNanos, byte[] buffer, int offset, int length) throws IOException {
    nowNanos = Math.max(nowNanos, arrivalNanos);
    decideDue();
    tally.requests++;
    tally.bytes += length;
    SpanBatch batch;
    try {
      batch = decoder.decode(buffer, offset, length);
    } catch (InvalidOtlp malformed) {
      tally.malformedRequests++;
      return;
    }
    tally.rejectedSpans += batch.rejected();
    tally.spans += batch.size();
    for (int i = 0; i < batch.size(); i++) {
      tally.spanBytes += batch.length(i);
      tally.largeSpans += batch.length(i) > settings.largeSpanBytes() ? 1 : 0;
      if (head == null || head.keep(batch, i)) {
        assemble(batch, i);
      } else {
        tally.headDroppedSpans++;
      }
    }
    releaseLate();
  }

  private void assemble(SpanBatch batch, int i) throws IOException {
    long high = batch.traceIdHigh(i);
    long low = batch.traceIdLow(i);
    Waiting entry = find(high, low);
    if (entry == null) {
      Decision made = decisions.get(high, low);
      if (made != null) {
        appendLate(made, batch, i);
        return;
      }
      entry = new Waiting(new RawTrace(high, low), nowNanos + settings.decisionWaitNanos());
      waiting.put(high, low, entry);
      oldestFirst.add(entry);
      lastFound = entry;
    }
    append(entry.trace, batch, i);
    long memory = entry.trace.memoryBytes();
    if (memory != entry.memory) {
      bufferedBytes += memory - entry.memory;
      entry.memory = memory;
      evict();
    }
  }

  /** The waiting trace of that id; spans of one trace often come one after the other. */
  private @Nullable Waiting find(long high, long low) {
    Waiting last = lastFound;
    if (last != null && last.trace.idLow() == low && last.trace.idHigh() == high) {
      return last;
    }
    Waiting found = waiting.get(high, low);
    lastFound = found;
    return found;
  }

  private void append(RawTrace trace, SpanBatch batch, int i) {
    if (head == null) {
      batch.appendTo(trace, i);
    } else {
      head.append(trace, batch, i);
    }
  }

  private void appendLate(Decision decision, SpanBatch batch, int i) {
    tally.lateSpans++;
    long high = batch.traceIdHigh(i);
    long low = batch.traceIdLow(i);
    Late fragment = late.get(high, low);
    if (fragment == null) {
      fragment = new Late(new RawTrace(high, low), decision);
      late.put(high, low, fragment);
      lateInOrder.add(fragment);
    }
    append(fragment.fragment(), batch, i);
  }

  private void releaseLate() throws IOException {
    for (Late fragment : lateInOrder) {
      RawTrace spans = fragment.fragment();
      late.remove(spans.idHigh(), spans.idLow());
      count(spans, fragment.decision());
      output.late(spans, fragment.decision());
    }
    lateInOrder.clear();
  }

  private void evict() throws IOException {
    tally.peakBufferedBytes = Math.max(tally.peakBufferedBytes, bufferedBytes);
    while (bufferedBytes > settings.maxBufferedBytes() && !oldestFirst.isEmpty()) {
      tally.evictedTraces++;
      decide(oldestFirst.remove(), nowNanos);
    }
  }

  private void decideDue() throws IOException {
    Waiting oldest = oldestFirst.peek();
    while (oldest != null && oldest.dueNanos <= nowNanos) {
      oldestFirst.remove();
      decide(oldest, oldest.dueNanos);
      oldest = oldestFirst.peek();
    }
  }

  private void decide(Waiting entry, long atNanos) throws IOException {
    RawTrace trace = entry.trace;
    waiting.remove(trace.idHigh(), trace.idLow());
    lastFound = null;
    bufferedBytes -= entry.memory;
    shape.measure(trace);
    Decision decision = sampler.decide(trace, shape, atNanos);
    decisions.put(trace.idHigh(), trace.idLow(), decision);
    tally.traces++;
    tally.keptTraces += decision.keep() ? 1 : 0;
    tally.incompleteTraces += shape.complete() ? 0 : 1;
    tally.orphanSpans += shape.orphans();
    tally.duplicateSpans += shape.duplicates();
    tally.negativeDurations += shape.negativeDurations();
    tally.skewedSpans += shape.skewed();
    count(trace, decision);
    output.decided(trace, decision);
  }

  private void count(RawTrace trace, Decision decision) {
    if (decision.keep()) {
      tally.keptSpans += trace.size();
      tally.keptBytes += trace.byteSize();
    }
  }

  /** Decides every trace that still waits; nothing may arrive after it. */
  public void finish() throws IOException {
    while (!oldestFirst.isEmpty()) {
      Waiting oldest = oldestFirst.remove();
      decide(oldest, oldest.dueNanos);
    }
  }

  /** What went through so far. */
  public PipelineCounters counters() {
    return tally.counters();
  }
}
