package mop.analysis.telemetry;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import mop.analysis.estimate.InclusionProbability;

/**
 * What a sampler kept of the traces of a {@link TraceTable}.
 *
 * @param kept bit per trace index of the table
 * @param inclusion inclusion probability per trace index; meaningful where {@code kept} is set
 * @param neverKept whether the sampler had probability {@link InclusionProbability.Zero} for some
 *     trace: then totals over all traffic cannot be estimated without a model
 */
public record KeptTraces(BitSet kept, List<InclusionProbability> inclusion, boolean neverKept) {
  public KeptTraces {
    if (inclusion.size() < kept.length()) {
      throw new IllegalArgumentException(
          "trace "
              + (kept.length() - 1)
              + " is kept, but there are only "
              + inclusion.size()
              + " inclusion probabilities");
    }
  }

  /** Every one of {@code traces} traces, kept with certainty. */
  public static KeptTraces all(int traces) {
    BitSet kept = new BitSet(traces);
    kept.set(0, traces);
    return new KeptTraces(
        kept, Collections.nCopies(traces, new InclusionProbability.Known(1)), false);
  }
}
