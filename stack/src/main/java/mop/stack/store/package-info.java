/** The object store: one interface, every request counted by kind. */
@NullMarked
package mop.stack.store;

import org.jspecify.annotations.NullMarked;
