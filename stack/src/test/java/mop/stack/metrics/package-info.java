@NullMarked
package mop.stack.metrics;

import org.jspecify.annotations.NullMarked;
