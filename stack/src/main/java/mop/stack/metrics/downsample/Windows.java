package mop.stack.metrics.downsample;

/**
 * Aggregates samples by windows of a resolution (Thanos, pkg/compact/downsample/downsample.go). A
 * window's sample stands at its last millisecond, or at the time of the last sample where the
 * samples end before.
 */
final class Windows {
  double count;
  double sum;
  double min;
  double max;

  /** The counter with resets taken out, over all windows so far. */
  double counter;

  private double last;
  private boolean any;

  /** Takes what is known of a window that is complete. */
  interface Taker {
    void take(long time, Windows w);
  }

  /** Where the window that holds a time ends; itself in the window. */
  static long end(long time, long resolution) {
    return time - time % resolution + resolution - 1;
  }

  /**
   * @param samples at least one
   * @return the time of the last window's sample
   */
  static long each(Samples samples, long resolution, Taker taker) {
    Windows w = new Windows();
    long lastTime = samples.times[samples.size - 1];
    long end = Long.MIN_VALUE;
    for (int i = 0; i < samples.size; i++) {
      if (i == 0 || samples.times[i] > end) {
        if (i > 0) {
          taker.take(end, w);
        }
        w.restart();
        end = Math.min(end(samples.times[i], resolution), lastTime);
      }
      w.add(samples.values[i]);
    }
    taker.take(end, w);
    return end;
  }

  private void restart() {
    count = 0;
    sum = 0;
    min = Double.MAX_VALUE;
    max = -Double.MAX_VALUE;
  }

  private void add(double v) {
    counter = !any ? v : v < last ? counter + v : counter + (v - last);
    any = true;
    last = v;
    sum += v;
    count++;
    min = v < min ? v : min;
    max = v > max ? v : max;
  }
}
