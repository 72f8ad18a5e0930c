/**
 * Metrics and logs beside traces, made of the spans themselves: what is counted and logged is what
 * the traces say.
 */
@NullMarked
package mop.simulator.signals;

import org.jspecify.annotations.NullMarked;
