package mop.stack.sampling;

import java.util.Map;
import java.util.Optional;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceShape;

/**
 * Decides which traces are stored. Decisions depend on what was asked in what order, on the
 * configuration and on the seed, on nothing else: no clock, no thread. One sampler serves one
 * pipeline; not thread-safe.
 */
public interface Sampler {
  /** The stage that judges single spans before assembly; empty when there is none. */
  default Optional<HeadStage> head() {
    return Optional.empty();
  }

  /**
   * Judges an assembled trace.
   *
   * @param trace its spans, those that a {@link #head() head stage} dropped left out
   * @param shape measured from {@code trace}; valid only during the call
   * @param nowNanos event time of the decision, Unix nanoseconds; never decreasing
   */
  Decision decide(RawTrace trace, TraceShape shape, long nowNanos);

  /**
   * The configuration that makes a real system decide like this sampler does now, as far as it can:
   * system name ({@code collector}, {@code alloy}) to text. What it cannot do is said in the text.
   */
  Map<String, String> export();
}
