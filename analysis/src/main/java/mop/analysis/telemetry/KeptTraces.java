package mop.analysis.telemetry;

import java.util.BitSet;
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
public record KeptTraces(BitSet kept, List<InclusionProbability> inclusion, boolean neverKept) {}
