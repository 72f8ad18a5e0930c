package mop.stack.sampling;

import mop.analysis.estimate.InclusionProbability;

/**
 * A sampler's verdict on one trace.
 *
 * @param keep whether the trace is stored
 * @param inclusion how likely that was before the dice fell
 * @param policy name of the policy that decided, for diagnostics
 */
public record Decision(boolean keep, InclusionProbability inclusion, String policy) {}
