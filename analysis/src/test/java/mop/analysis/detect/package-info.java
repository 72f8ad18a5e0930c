@NullMarked
package mop.analysis.detect;

import org.jspecify.annotations.NullMarked;
