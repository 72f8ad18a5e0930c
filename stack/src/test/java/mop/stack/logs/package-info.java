@NullMarked
package mop.stack.logs;

import org.jspecify.annotations.NullMarked;
