/** Benchmarks of what a span and a fit cost; {@code workbench bench} runs them. */
@NullMarked
package mop.experiments.bench;

import org.jspecify.annotations.NullMarked;
