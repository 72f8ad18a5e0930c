package mop.analysis.estimate;

/**
 * How likely a trace was to be kept by the sampler that judged it, before the decision fell. Only a
 * {@link Known} probability gives the trace an adjusted count (its reciprocal); an estimate over a
 * stratum with {@link Zero} or {@link Unknown} members is biased by an unknown amount.
 */
public sealed interface InclusionProbability {

  /** Kept with probability {@code p}, in (0, 1]. */
  record Known(double p) implements InclusionProbability {
    public Known {
      if (!(p > 0 && p <= 1)) {
        throw new IllegalArgumentException("inclusion probability must be in (0, 1], got " + p);
      }
    }

    /** The number of traces that one kept trace stands for. */
    public double adjustedCount() {
      return 1 / p;
    }
  }

  /** Never kept, whatever the random numbers. */
  record Zero() implements InclusionProbability {}

  /** No simple probability exists, as behind a rate limiter. */
  record Unknown(String why) implements InclusionProbability {}
}
