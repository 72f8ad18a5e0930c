@NullMarked
package mop.analysis.result;

import org.jspecify.annotations.NullMarked;
