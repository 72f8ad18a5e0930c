package mop.stack.pipeline;

/** The counters while they grow; the fields are those of {@link PipelineCounters}. */
final class Tally {
  long requests;
  long bytes;
  long malformedRequests;
  long spans;
  long spanBytes;
  long rejectedSpans;
  long headDroppedSpans;
  long traces;
  long keptTraces;
  long keptSpans;
  long keptBytes;
  long evictedTraces;
  long lateSpans;
  long incompleteTraces;
  long orphanSpans;
  long duplicateSpans;
  long negativeDurations;
  long skewedSpans;
  long largeSpans;
  long peakBufferedBytes;

  PipelineCounters counters() {
    return new PipelineCounters(
        requests,
        bytes,
        malformedRequests,
        spans,
        spanBytes,
        rejectedSpans,
        headDroppedSpans,
        traces,
        keptTraces,
        keptSpans,
        keptBytes,
        evictedTraces,
        lateSpans,
        incompleteTraces,
        orphanSpans,
        duplicateSpans,
        negativeDurations,
        skewedSpans,
        largeSpans,
        peakBufferedBytes);
  }
}
