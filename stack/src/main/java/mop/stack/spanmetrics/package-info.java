/**
 * Metrics from spans, as Tempo's metrics-generator derives them: how many, how long, how large, and
 * who calls whom.
 */
@NullMarked
package mop.stack.spanmetrics;

import org.jspecify.annotations.NullMarked;
