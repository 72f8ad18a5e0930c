/** Reproducible randomness: every part of a workload has its own stream. */
@NullMarked
package mop.simulator.random;

import org.jspecify.annotations.NullMarked;
