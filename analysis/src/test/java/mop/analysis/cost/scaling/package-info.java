@NullMarked
package mop.analysis.cost.scaling;

import org.jspecify.annotations.NullMarked;
