/** Traces at rest: write-ahead log and Tempo blocks. */
@NullMarked
package mop.stack.traces;

import org.jspecify.annotations.NullMarked;
