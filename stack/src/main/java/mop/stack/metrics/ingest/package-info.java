/**
 * What clients send, as batches of samples: OTLP metrics, translated as Prometheus 3 does by
 * default, and Prometheus' remote write.
 */
@NullMarked
package mop.stack.metrics.ingest;

import org.jspecify.annotations.NullMarked;
