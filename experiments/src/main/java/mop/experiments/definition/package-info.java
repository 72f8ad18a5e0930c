/** Experiment definitions: YAML in, checked records out. */
@NullMarked
package mop.experiments.definition;

import org.jspecify.annotations.NullMarked;
