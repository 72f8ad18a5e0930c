/** Loki's chunks, format 4: blocks of compressed entries with a table of symbols. */
@NullMarked
package mop.stack.logs.chunk;

import org.jspecify.annotations.NullMarked;
