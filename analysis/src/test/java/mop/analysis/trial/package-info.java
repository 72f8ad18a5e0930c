@NullMarked
package mop.analysis.trial;

import org.jspecify.annotations.NullMarked;
