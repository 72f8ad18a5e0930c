package mop.analysis.telemetry;

import java.util.Optional;
import mop.analysis.estimate.InclusionProbability;

/**
 * How many traces each kept trace stands for: the reciprocal of its inclusion probability, as in
 * the Horvitz–Thompson estimator of a total. Where some probability is unknown every kept trace
 * counts as one, as on a dashboard over kept traces, and {@link #refusal} says why no estimate of
 * the full traffic follows from that.
 */
public final class AdjustedCounts {
  /** Adjusted count up to which a trace was likely to be kept. */
  private static final double LIKELY = 4;

  private final double[] ofTrace;
  private final Optional<String> refusal;

  private AdjustedCounts(double[] ofTrace, Optional<String> refusal) {
    this.ofTrace = ofTrace;
    this.refusal = refusal;
  }

  /**
   * @param traces number of traces of the table that {@code kept} speaks of
   */
  public static AdjustedCounts of(KeptTraces kept, int traces) {
    double[] count = new double[traces];
    Optional<String> unknown = Optional.empty();
    for (int t = kept.kept().nextSetBit(0); t >= 0; t = kept.kept().nextSetBit(t + 1)) {
      switch (kept.inclusion().get(t)) {
        case InclusionProbability.Known known -> count[t] = known.adjustedCount();
        case InclusionProbability.Unknown(String why) -> {
          if (unknown.isEmpty()) {
            unknown = Optional.of("the inclusion probability is unknown: " + why);
          }
        }
        case InclusionProbability.Zero zero ->
            throw new IllegalArgumentException(
                "trace " + t + " was kept although its inclusion probability is 0");
      }
    }
    if (unknown.isPresent()) {
      for (int t = 0; t < traces; t++) {
        count[t] = kept.kept().get(t) ? 1 : 0;
      }
    }
    if (unknown.isEmpty() && kept.neverKept()) {
      unknown = Optional.of("some traces had no chance to be kept, so no weight stands for them");
    }
    return new AdjustedCounts(count, unknown);
  }

  /** Traces that this trace stands for; 0 when it was not kept. */
  public double ofTrace(int trace) {
    return ofTrace[trace];
  }

  /**
   * Whether a kept trace was likely to be kept: with a probability of at least 1/4. A stratified
   * sampler keeps what is rare that way, and a single trace kept at 1/50 would drown it in any sum.
   */
  public boolean likely(int trace) {
    return ofTrace[trace] <= LIKELY;
  }

  /** Why estimates of the full traffic are refused; empty when they are unbiased. */
  public Optional<String> refusal() {
    return refusal;
  }

  /** Whether the counts are reciprocals of known probabilities and not plain ones. */
  public boolean weighted() {
    return refusal.isEmpty();
  }
}
