@NullMarked
package mop.stack.metrics.head;

import org.jspecify.annotations.NullMarked;
