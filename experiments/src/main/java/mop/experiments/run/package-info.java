/** Running an experiment: plan, trials, journal, result. */
@NullMarked
package mop.experiments.run;

import org.jspecify.annotations.NullMarked;
