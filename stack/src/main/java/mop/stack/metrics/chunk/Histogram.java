package mop.stack.metrics.chunk;

import java.util.Arrays;
import mop.stack.metrics.SampleCursor;

/**
 * A native histogram: counts of observations in buckets whose bounds follow from a schema. Counts
 * are whole numbers, or all of them floats; the same {@code long} holds a whole number or the bits
 * of a {@code double}. The arrays belong to the histogram; nobody changes them.
 *
 * @param whole whether counts are whole numbers
 * @param reset what is known of the counter since the histogram before
 * @param layout which buckets there are
 * @param count of all observations
 * @param zeroCount of observations nearer to zero than the threshold
 * @param sum of all observations; {@link SampleCursor#STALE_BITS} where the series ended
 * @param positive counts of the layout's positive buckets, each for itself
 * @param negative counts of the layout's negative buckets, each for itself
 */
@SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared by content
public record Histogram(
    boolean whole,
    Reset reset,
    Layout layout,
    long count,
    long zeroCount,
    double sum,
    long[] positive,
    long[] negative) {

  /** What is known of a counter between two histograms; a chunk's header has it in two bits. */
  public enum Reset {
    UNKNOWN(0b00),
    NOT_RESET(0b01),
    RESET(0b10),
    /** No counter at all: the counts may fall. */
    GAUGE(0b11);

    private final int bits;

    Reset(int bits) {
      this.bits = bits;
    }

    /** The byte of a chunk's header that says so. */
    int header() {
      return bits << 6;
    }

    static Reset ofHeader(int header) {
      for (Reset r : values()) {
        if (r.bits == header >>> 6) {
          return r;
        }
      }
      return UNKNOWN;
    }
  }

  /**
   * Which buckets a histogram has.
   *
   * @param schema −4 to 8: a bucket's bounds are 2^(2^−schema) apart; −53: bounds as given
   * @param zeroThreshold below it observations are zero
   * @param positive numbers of the buckets above zero, rising
   * @param negative numbers of the buckets below zero, rising
   * @param bounds upper bounds of all buckets, with schema −53 only
   */
  @SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared by content
  public record Layout(
      int schema, double zeroThreshold, int[] positive, int[] negative, double[] bounds) {
    public static final int CUSTOM = -53;
    static final Layout NONE = new Layout(0, 0, new int[0], new int[0], new double[0]);

    /** Whether bounds agree, so that buckets of both can stand in one chunk. */
    boolean agrees(Layout o) {
      return schema == o.schema && zeroThreshold == o.zeroThreshold;
    }

    boolean sameBuckets(Layout o) {
      return Arrays.equals(positive, o.positive) && Arrays.equals(negative, o.negative);
    }

    /** With the buckets of both. */
    Layout union(Layout o) {
      return new Layout(
          schema, zeroThreshold, union(positive, o.positive), union(negative, o.negative), bounds);
    }

    private static int[] union(int[] a, int[] b) {
      int[] both = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, both, a.length, b.length);
      return Arrays.stream(both).sorted().distinct().toArray();
    }
  }

  /** The mark of a series' end. */
  public static Histogram stale(boolean whole) {
    double stale = Double.longBitsToDouble(SampleCursor.STALE_BITS);
    return new Histogram(whole, Reset.UNKNOWN, Layout.NONE, 0, 0, stale, new long[0], new long[0]);
  }

  public boolean isStale() {
    return SampleCursor.isStale(sum);
  }

  /** A count of this histogram as a number. */
  public double number(long held) {
    return whole ? held : Double.longBitsToDouble(held);
  }

  Histogram with(Reset r) {
    return new Histogram(whole, r, layout, count, zeroCount, sum, positive, negative);
  }

  /** The same in a layout that has all its buckets and perhaps more. */
  Histogram in(Layout wider) {
    return new Histogram(
        whole,
        reset,
        wider,
        count,
        zeroCount,
        sum,
        spread(layout.positive, positive, wider.positive),
        spread(layout.negative, negative, wider.negative));
  }

  private static long[] spread(int[] from, long[] counts, int[] to) {
    long[] spread = new long[to.length];
    for (int i = 0; i < from.length; i++) {
      spread[Arrays.binarySearch(to, from[i])] = counts[i];
    }
    return spread;
  }

  /** Whether a count, the zero bucket or a bucket fell from this histogram to the next. */
  boolean fallsTo(Histogram next) {
    return number(next.count) < number(count)
        || number(next.zeroCount) < number(zeroCount)
        || bucketFalls(layout.positive, positive, next.layout.positive, next.positive)
        || bucketFalls(layout.negative, negative, next.layout.negative, next.negative);
  }

  private boolean bucketFalls(int[] a, long[] before, int[] b, long[] after) {
    for (int i = 0, j = 0; i < a.length; i++) {
      while (j < b.length && b[j] < a[i]) {
        j++;
      }
      double now = j < b.length && b[j] == a[i] ? number(after[j]) : 0;
      if (number(before[i]) > now) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram h
        && whole == h.whole
        && reset == h.reset
        && count == h.count
        && zeroCount == h.zeroCount
        && Double.doubleToRawLongBits(sum) == Double.doubleToRawLongBits(h.sum)
        && layout.agrees(h.layout)
        && layout.sameBuckets(h.layout)
        && Arrays.equals(layout.bounds, h.layout.bounds)
        && Arrays.equals(positive, h.positive)
        && Arrays.equals(negative, h.negative);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count) + 31 * Arrays.hashCode(positive);
  }

  @Override
  public String toString() {
    return (whole ? "whole " : "float ")
        + reset
        + " schema "
        + layout.schema
        + " count "
        + number(count)
        + " sum "
        + sum
        + " zero "
        + number(zeroCount)
        + " positive "
        + Arrays.toString(layout.positive)
        + Arrays.toString(positive)
        + " negative "
        + Arrays.toString(layout.negative)
        + Arrays.toString(negative);
  }
}
