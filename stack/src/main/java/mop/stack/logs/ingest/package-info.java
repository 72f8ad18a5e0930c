/** Logs as they come, from OTLP and from Loki's push API, made into streams by Loki's rules. */
@NullMarked
package mop.stack.logs.ingest;

import org.jspecify.annotations.NullMarked;
