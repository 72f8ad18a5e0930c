package mop.analysis.accuracy;

import mop.analysis.telemetry.AdjustedCounts;

/**
 * Events by minute, twice: all of them, and those of traces that were likely to be kept. The first
 * estimates the full traffic; the second does not, but its noise is not that of a few heavy traces,
 * so a rise of what a sampler keeps on purpose shows there.
 */
final class EventCounts {
  private final AdjustedCounts counts;
  private final ClusteredCount all;
  private final ClusteredCount likely;
  private boolean differ;

  EventCounts(AdjustedCounts counts, int minutes) {
    this.counts = counts;
    all = new ClusteredCount(minutes);
    likely = new ClusteredCount(minutes);
  }

  void clear() {
    all.clear();
    likely.clear();
    differ = false;
  }

  /** Adds an event of a kept trace; events of a minute come trace by trace. */
  void add(int minute, int trace) {
    double weight = counts.ofTrace(trace);
    all.add(minute, trace, weight);
    if (counts.likely(trace)) {
      likely.add(minute, trace, weight);
    } else {
      differ = true;
    }
  }

  ClusteredCount all() {
    return all;
  }

  ClusteredCount likely() {
    return likely;
  }

  /** Whether the two are not the same. */
  boolean differ() {
    return differ;
  }
}
