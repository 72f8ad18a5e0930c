@NullMarked
package mop.stack.spanmetrics;

import org.jspecify.annotations.NullMarked;
