/**
 * The newest samples, in memory and in a write-ahead log, with the rules and formats of Prometheus'
 * TSDB head.
 */
@NullMarked
package mop.stack.metrics.head;

import org.jspecify.annotations.NullMarked;
