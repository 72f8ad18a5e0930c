package mop.analysis.telemetry;

/**
 * One fault with its ground truth.
 *
 * @param id unique in its block
 * @param kind fault class, for example {@code latency-degradation}
 * @param startNanos first instant, Unix nanoseconds
 * @param endNanos end, exclusive, Unix nanoseconds
 * @param rootCauseService {@code service.name} of the service at fault
 * @param visible whether it can show in request rate, error rate or latency at all; faults that
 *     give wrong results at normal speed and status are not visible and are scored apart
 */
public record Fault(
    String id,
    String kind,
    long startNanos,
    long endNanos,
    String rootCauseService,
    boolean visible) {}
