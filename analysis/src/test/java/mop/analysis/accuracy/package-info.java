@NullMarked
package mop.analysis.accuracy;

import org.jspecify.annotations.NullMarked;
