/**
 * What the kept traces still tell of what the full data told: signals by operation and minute,
 * coverage, faults found by a named detector at an equal false-alarm rate, and root causes.
 */
@NullMarked
package mop.analysis.accuracy;

import org.jspecify.annotations.NullMarked;
