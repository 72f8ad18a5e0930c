/**
 * Blocks of metrics in the format of Prometheus' TSDB (documented in its tsdb/docs/format): written
 * whole, read from a folder or an object store.
 */
@NullMarked
package mop.stack.metrics.block;

import org.jspecify.annotations.NullMarked;
