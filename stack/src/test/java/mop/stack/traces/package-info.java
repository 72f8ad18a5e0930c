@NullMarked
package mop.stack.traces;

import org.jspecify.annotations.NullMarked;
