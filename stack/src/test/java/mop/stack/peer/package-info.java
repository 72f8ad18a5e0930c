/** Real systems that tests hold ours against. */
@NullMarked
package mop.stack.peer;

import org.jspecify.annotations.NullMarked;
