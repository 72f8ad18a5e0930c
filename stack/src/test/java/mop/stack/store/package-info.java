@NullMarked
package mop.stack.store;

import org.jspecify.annotations.NullMarked;
