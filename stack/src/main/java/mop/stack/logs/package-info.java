/** Logs as Loki stores them: streams, write-ahead log, chunks, index, retention. */
@NullMarked
package mop.stack.logs;

import org.jspecify.annotations.NullMarked;
