@NullMarked
package mop.stack.receive;

import org.jspecify.annotations.NullMarked;
