package mop.stack.pipeline;

/**
 * What went through a pipeline so far. Spans are either dropped at the head, or late, or in a
 * decided trace, or still waiting; none is lost.
 *
 * @param requests requests that arrived, malformed ones included
 * @param bytes bytes of those requests
 * @param malformedRequests requests that were no OTLP; nothing of them was read
 * @param spans spans with usable ids
 * @param spanBytes bytes of those spans' messages
 * @param rejectedSpans spans without usable ids
 * @param headDroppedSpans spans that a head stage dropped; their traces are not in {@code traces}
 * @param traces traces decided
 * @param keptTraces of those, kept
 * @param keptSpans spans of kept traces, late ones included
 * @param keptBytes bytes of those spans' messages
 * @param evictedTraces traces decided before their time because memory ran out
 * @param lateSpans spans that came after their trace's decision, and followed it
 * @param incompleteTraces traces decided without a root
 * @param orphanSpans spans whose parent was not in their trace when it was decided
 * @param duplicateSpans spans whose id another span of their trace had
 * @param negativeDurations spans that end before they start
 * @param skewedSpans spans that start before their parent
 * @param largeSpans spans longer than {@link PipelineSettings#largeSpanBytes()}
 * @param peakBufferedBytes most memory that waiting traces took
 */
public record PipelineCounters(
    long requests,
    long bytes,
    long malformedRequests,
    long spans,
    long spanBytes,
    long rejectedSpans,
    long headDroppedSpans,
    long traces,
    long keptTraces,
    long keptSpans,
    long keptBytes,
    long evictedTraces,
    long lateSpans,
    long incompleteTraces,
    long orphanSpans,
    long duplicateSpans,
    long negativeDurations,
    long skewedSpans,
    long largeSpans,
    long peakBufferedBytes) {}
