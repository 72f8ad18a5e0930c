/**
 * Executes a topology: compiles it into span templates and steps, plans faults, draws arrivals and
 * makes traces of them, slice by slice.
 */
@NullMarked
package mop.simulator.engine;

import org.jspecify.annotations.NullMarked;
