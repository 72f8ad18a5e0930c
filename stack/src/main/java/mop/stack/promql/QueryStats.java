package mop.stack.promql;

/**
 * What a query took.
 *
 * @param series that its selectors found, counted once a selector
 * @param samplesRead samples decoded from the source; each has 16 bytes in memory
 * @param samplesQueried samples that all steps looked at, as Prometheus counts {@code
 *     totalQueryableSamples}: one a series and step for an instant selector, those in the window
 *     for a range
 * @param peakSamples most values held at one time, by which {@link QueryLimits#maxSamples()} counts
 */
public record QueryStats(long series, long samplesRead, long samplesQueried, long peakSamples) {
  /** Bytes of the decoded samples. */
  public long bytesRead() {
    return 16 * samplesRead;
  }
}
