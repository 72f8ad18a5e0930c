/** Loki's TSDB index of a day: which streams there are and where their chunks lie. */
@NullMarked
package mop.stack.logs.index;

import org.jspecify.annotations.NullMarked;
