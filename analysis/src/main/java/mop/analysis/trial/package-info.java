/** Measurements of one treatment on one block: the unit of every analysis. */
@NullMarked
package mop.analysis.trial;

import org.jspecify.annotations.NullMarked;
