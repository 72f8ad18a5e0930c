/**
 * From trials to verdicts: paired comparisons by block, intervals and tests for matched
 * proportions, corrections for several treatments, and what a design can decide before it runs. The
 * inputs are trials and matched faults counted by block, so nothing finer than a trial can pose as
 * a replicate.
 */
@NullMarked
package mop.analysis.inference;

import org.jspecify.annotations.NullMarked;
