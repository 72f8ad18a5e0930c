@NullMarked
package mop.stack.logs.index;

import org.jspecify.annotations.NullMarked;
