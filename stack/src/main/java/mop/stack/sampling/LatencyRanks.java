package mop.stack.sampling;

/**
 * How a duration ranks among those of its endpoint over the last half hour or so: a histogram per
 * endpoint in eighths of an octave, forgetting with time. Endpoints share a fixed number of
 * histograms by their hash, so memory is bounded.
 */
final class LatencyRanks {
  private static final int PER_OCTAVE = 8;
  private static final int FIRST_OCTAVE = 10;
  private static final int BUCKETS = 32 * PER_OCTAVE;

  private final Decay decay;
  private final float[][] histogram;
  private final float[] total;
  private final int[] tick;

  /**
   * @param endpoints histograms, a power of two
   */
  LatencyRanks(Decay decay, int endpoints) {
    this.decay = decay;
    this.histogram = new float[endpoints][];
    this.total = new float[endpoints];
    this.tick = new int[endpoints];
  }

  /**
   * Share of the endpoint's earlier traces that took at least this long, half of the own bucket
   * counted; then adds the duration. 1 while there are none.
   */
  double shareAbove(long endpoint, double log2Nanos, int now) {
    int index = (int) (endpoint >>> 20) & (histogram.length - 1);
    float[] counts = histogram[index];
    if (counts == null) {
      counts = new float[BUCKETS];
      histogram[index] = counts;
    }
    if (now > tick[index]) {
      forget(counts, index, (float) decay.over(now - tick[index]));
      tick[index] = now;
    }
    int bucket = Math.clamp((int) ((log2Nanos - FIRST_OCTAVE) * PER_OCTAVE), 0, BUCKETS - 1);
    double above = 0.5 * counts[bucket];
    for (int i = bucket + 1; i < BUCKETS; i++) {
      above += counts[i];
    }
    // One trace beyond all that were seen keeps the share above zero.
    double share = (above + 1) / (total[index] + 1);
    counts[bucket]++;
    total[index]++;
    return Math.min(1, share);
  }

  private void forget(float[] counts, int index, float factor) {
    float sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] *= factor;
      sum += counts[i];
    }
    total[index] = sum;
  }
}
