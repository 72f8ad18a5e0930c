@NullMarked
package mop.analysis.cost.carbon;

import org.jspecify.annotations.NullMarked;
