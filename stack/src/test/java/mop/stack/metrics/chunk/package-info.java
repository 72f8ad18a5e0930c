@NullMarked
package mop.stack.metrics.chunk;

import org.jspecify.annotations.NullMarked;
