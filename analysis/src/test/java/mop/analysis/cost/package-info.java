@NullMarked
package mop.analysis.cost;

import org.jspecify.annotations.NullMarked;
