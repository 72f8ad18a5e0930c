package mop.stack.pipeline;

/**
 * @param decisionWaitNanos event time from a trace's first span to its decision, nanoseconds
 * @param maxBufferedBytes memory for traces that wait, in bytes; above it the oldest are decided
 *     early
 * @param decisionCacheSize decisions remembered for spans that come late, in traces
 * @param largeSpanBytes spans longer than this are counted as large
 */
public record PipelineSettings(
    long decisionWaitNanos, long maxBufferedBytes, int decisionCacheSize, int largeSpanBytes) {

  /** Ten seconds, 256 MiB, 131,072 decisions, 64 KiB. */
  public static final PipelineSettings DEFAULT =
      new PipelineSettings(10_000_000_000L, 256L << 20, 1 << 17, 64 << 10);

  public PipelineSettings {
    if (decisionWaitNanos < 0 || maxBufferedBytes < 0 || decisionCacheSize < 0) {
      throw new IllegalArgumentException("a pipeline setting is negative");
    }
  }

  /** These settings with another decision wait. */
  public PipelineSettings withDecisionWait(long nanos) {
    return new PipelineSettings(nanos, maxBufferedBytes, decisionCacheSize, largeSpanBytes);
  }

  /** These settings with another limit of memory. */
  public PipelineSettings withMaxBufferedBytes(long bytes) {
    return new PipelineSettings(decisionWaitNanos, bytes, decisionCacheSize, largeSpanBytes);
  }
}
