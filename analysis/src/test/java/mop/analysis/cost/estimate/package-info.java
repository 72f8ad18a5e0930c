@NullMarked
package mop.analysis.cost.estimate;

import org.jspecify.annotations.NullMarked;
