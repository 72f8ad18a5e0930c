@NullMarked
package mop.stack.sampling;

import org.jspecify.annotations.NullMarked;
