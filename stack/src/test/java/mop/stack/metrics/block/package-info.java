@NullMarked
package mop.stack.metrics.block;

import org.jspecify.annotations.NullMarked;
