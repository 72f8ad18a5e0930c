/** Makes telemetry with ground truth, and models a stack at full size. See this module's README. */
@NullMarked
package mop.simulator;

import org.jspecify.annotations.NullMarked;
