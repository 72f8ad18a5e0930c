@NullMarked
package mop.analysis.cost.roi;

import org.jspecify.annotations.NullMarked;
