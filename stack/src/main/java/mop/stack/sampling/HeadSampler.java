package mop.stack.sampling;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanBatch;
import mop.stack.otlp.TraceShape;

/**
 * Keeps spans whose randomness reaches the threshold: the trace id's low 56 bits, or {@code rv} of
 * the trace state where a span brings it. Kept spans carry the threshold in their trace state,
 * {@code ot=th:…}. Spans that an earlier sampler let through with a stricter threshold pass as they
 * are (the Collector's {@code equalizing} mode); of the traces that arrive with a laxer one, this
 * sampler keeps (1−T)/(1−T₀), and that is their inclusion probability here.
 */
final class HeadSampler implements Sampler, HeadStage {
  private static final long LOW_56 = ConsistentThreshold.RANGE - 1;
  private static final int TRACE_STATE_FIELD = 3;

  private final HeadSpec spec;
  private final ConsistentThreshold threshold;
  private final byte[] hex;
  private final byte[] freshState;
  private final Decision keep;
  private final Map<RawTrace, Decision> sampledBefore = new WeakHashMap<>();
  private final ProtoWriter field = new ProtoWriter();

  HeadSampler(HeadSpec spec) {
    this.spec = spec;
    this.threshold = ConsistentThreshold.of(spec.ratio());
    this.hex = threshold.hexBytes();
    this.keep = new Decision(true, new Known(threshold.probability()), "head");
    field.bytes(TRACE_STATE_FIELD, TraceStates.withThreshold(new byte[0], 0, 0, hex));
    this.freshState = Arrays.copyOf(field.bytes(), field.size());
  }

  @Override
  public Optional<HeadStage> head() {
    return Optional.of(this);
  }

  @Override
  public boolean keep(SpanBatch batch, int i) {
    long randomness = batch.traceIdLow(i) & LOW_56;
    int stateLength = batch.traceStateLength(i);
    if (stateLength > 0) {
      long explicit =
          TraceStates.randomness(batch.buffer(), batch.traceStateOffset(i), stateLength);
      randomness = explicit == TraceStates.NONE ? randomness : explicit;
    }
    return threshold.keeps(randomness);
  }

  @Override
  public void append(RawTrace trace, SpanBatch batch, int i) {
    batch.appendTo(trace, i);
    int stateLength = batch.traceStateLength(i);
    if (stateLength == 0) {
      trace.extendLast(freshState, 0, freshState.length);
      return;
    }
    int stateOffset = batch.traceStateOffset(i);
    long before = TraceStates.threshold(batch.buffer(), stateOffset, stateLength);
    if (before > 0) {
      sampledBefore.computeIfAbsent(trace, t -> decision(before));
    }
    if (before <= threshold.threshold()) {
      // Of a field that comes twice every protobuf reader takes the last.
      field.reset();
      field.bytes(
          TRACE_STATE_FIELD,
          TraceStates.withThreshold(batch.buffer(), stateOffset, stateLength, hex));
      trace.extendLast(field.bytes(), 0, field.size());
    }
  }

  private Decision decision(long before) {
    double arrived = (ConsistentThreshold.RANGE - before) / (double) ConsistentThreshold.RANGE;
    return new Decision(true, new Known(Math.min(1, threshold.probability() / arrived)), "head");
  }

  @Override
  public Decision decide(RawTrace trace, TraceShape shape, long nowNanos) {
    Decision special = sampledBefore.isEmpty() ? null : sampledBefore.remove(trace);
    return special == null ? keep : special;
  }

  @Override
  public Map<String, String> export() {
    return spec.export();
  }
}
