package mop.stack.metrics.head;

import mop.stack.metrics.Refusal;
import mop.stack.metrics.chunk.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sample can be taken, as Prometheus decides it ({@code memSeries.appendable}, version
 * 3.14).
 *
 * @param headMaxTime time of the newest sample of all
 * @param minValidTime from which on samples may be in order
 * @param outOfOrderMillis the window of samples out of order; 0 for none
 */
record Acceptance(long headMaxTime, long minValidTime, long outOfOrderMillis) {
  /** What becomes of a sample. */
  sealed interface Answer {}

  /** It goes behind the last one of its series. */
  record InOrder() implements Answer {}

  /** It is the last one of its series once more. */
  record Again() implements Answer {}

  /** It is taken out of order. */
  record Late() implements Answer {}

  record Refused(Refusal why) implements Answer {}

  private static final Answer IN_ORDER = new InOrder();
  private static final Answer AGAIN = new Again();
  private static final Answer LATE = new Late();

  Answer of(long millis, double value, @Nullable Histogram histogram, Tail tail) {
    if (millis >= minValidTime) {
      if (tail.maxTime == MemSeries.NO_TIME || millis > tail.maxTime) {
        return IN_ORDER;
      }
      if (millis == tail.maxTime) {
        return tail.holds(value, histogram) ? AGAIN : new Refused(Refusal.DUPLICATE);
      }
    }
    if (outOfOrderMillis > 0) {
      boolean within = millis >= headMaxTime - outOfOrderMillis;
      return within ? LATE : new Refused(Refusal.TOO_OLD);
    }
    return new Refused(millis < minValidTime ? Refusal.OUT_OF_BOUNDS : Refusal.OUT_OF_ORDER);
  }

  /** The last sample in order of a series, those of the batch included. */
  static final class Tail {
    private long maxTime;
    private double value;
    private @Nullable Histogram histogram;

    Tail(MemSeries series) {
      this.maxTime = series.maxTime();
      this.value = series.lastValue();
      this.histogram = series.lastHistogram();
    }

    void append(long millis, double newest, @Nullable Histogram newestHistogram) {
      maxTime = millis;
      value = newest;
      histogram = newestHistogram;
    }

    private boolean holds(double other, @Nullable Histogram otherHistogram) {
      if (histogram != null) {
        return histogram.equals(otherHistogram);
      }
      return otherHistogram == null
          && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(other);
    }
  }
}
