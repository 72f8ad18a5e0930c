/** Chunks: the compressed samples of one series over some time, in Prometheus' encodings. */
@NullMarked
package mop.stack.metrics.chunk;

import org.jspecify.annotations.NullMarked;
