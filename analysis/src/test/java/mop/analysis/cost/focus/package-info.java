@NullMarked
package mop.analysis.cost.focus;

import org.jspecify.annotations.NullMarked;
