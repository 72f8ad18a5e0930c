/**
 * Which blocks are made into one, which are deleted, and how they are merged, as in Prometheus'
 * TSDB.
 */
@NullMarked
package mop.stack.metrics.compaction;

import org.jspecify.annotations.NullMarked;
