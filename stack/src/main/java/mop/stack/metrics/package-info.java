/** Metrics as Prometheus stores them: head, write-ahead log, blocks, compaction. */
@NullMarked
package mop.stack.metrics;

import org.jspecify.annotations.NullMarked;
