/** The way in: OTLP over gRPC and HTTP, Prometheus' remote write, Loki's push. */
@NullMarked
package mop.stack.receive;

import org.jspecify.annotations.NullMarked;
