@NullMarked
package mop.analysis.estimate;

import org.jspecify.annotations.NullMarked;
