/** JMH benchmarks of what a span costs; {@code workbench bench} runs them. */
@NullMarked
package mop.experiments.bench;

import org.jspecify.annotations.NullMarked;
