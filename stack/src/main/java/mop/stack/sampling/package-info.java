/** Trace samplers: pure decisions with their inclusion probability. */
@NullMarked
package mop.stack.sampling;

import org.jspecify.annotations.NullMarked;
