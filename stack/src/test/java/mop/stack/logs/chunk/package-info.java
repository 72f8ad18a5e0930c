@NullMarked
package mop.stack.logs.chunk;

import org.jspecify.annotations.NullMarked;
