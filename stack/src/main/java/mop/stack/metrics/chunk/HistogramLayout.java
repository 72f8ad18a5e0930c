package mop.stack.metrics.chunk;

import java.util.ArrayList;
import java.util.List;
import mop.stack.metrics.chunk.Histogram.Layout;

/**
 * The head of a chunk of histograms: schema, threshold and which buckets there are
 * (tsdb/docs/format /chunks.md, "Histogram chunk data"), and the numbers in a varying count of bits
 * in which all of them and the samples are written.
 */
final class HistogramLayout {
  /** Bits of a number by the count of ones in front of it. */
  private static final int[] WIDTHS = {0, 3, 6, 9, 12, 18, 25, 56, 64};

  /** Powers of two from 2^−243 to 2^10 have one byte, as 1 to 254. */
  private static final int EXPONENT_SHIFT = 243;

  private static final int RAW_THRESHOLD = 255;

  /** Bounds up to this many thousandths are written as a number. */
  private static final double MAX_THOUSANDTHS = 33_554_430;

  private HistogramLayout() {}

  static void write(BitWriter out, Layout l) {
    zeroThreshold(out, l.zeroThreshold());
    signed(out, l.schema());
    spans(out, l.positive());
    spans(out, l.negative());
    if (l.schema() == Layout.CUSTOM) {
      unsigned(out, l.bounds().length);
      for (double bound : l.bounds()) {
        bound(out, bound);
      }
    }
  }

  static Layout read(BitReader in) {
    double zero = zeroThreshold(in);
    long schema = signed(in);
    if (schema != Layout.CUSTOM && (schema < -9 || schema > 52)) {
      throw new CorruptChunk("histograms of schema " + schema);
    }
    int[] positive = spans(in);
    int[] negative = spans(in);
    double[] bounds = new double[schema == Layout.CUSTOM ? count(in, unsigned(in)) : 0];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = bound(in);
    }
    return new Layout((int) schema, zero, positive, negative, bounds);
  }

  private static void zeroThreshold(BitWriter out, double v) {
    int exponent = Math.getExponent(v) + 1;
    if (v == 0) {
      out.bits(0, 8);
    } else if (v == Math.scalb(0.5, exponent) && exponent >= -242 && exponent <= 11) {
      out.bits(exponent + EXPONENT_SHIFT, 8);
    } else {
      out.bits(RAW_THRESHOLD, 8);
      out.bits(Double.doubleToRawLongBits(v), 64);
    }
  }

  private static double zeroThreshold(BitReader in) {
    int b = (int) in.bits(8);
    return switch (b) {
      case 0 -> 0;
      case RAW_THRESHOLD -> Double.longBitsToDouble(in.bits(64));
      default -> Math.scalb(0.5, b - EXPONENT_SHIFT);
    };
  }

  /** Runs of buckets: how many, and how far from the end of the run before. */
  private static void spans(BitWriter out, int[] buckets) {
    List<int[]> spans = new ArrayList<>();
    for (int i = 0; i < buckets.length; i++) {
      if (i > 0 && buckets[i] == buckets[i - 1] + 1) {
        spans.getLast()[0]++;
      } else {
        spans.add(new int[] {1, i == 0 ? buckets[0] : buckets[i] - buckets[i - 1] - 1});
      }
    }
    unsigned(out, spans.size());
    for (int[] s : spans) {
      unsigned(out, s[0]);
      signed(out, s[1]);
    }
  }

  private static int[] spans(BitReader in) {
    int count = count(in, unsigned(in));
    List<Integer> buckets = new ArrayList<>();
    long next = 0;
    for (int i = 0; i < count; i++) {
      int length = count(in, buckets.size() + unsigned(in)) - buckets.size();
      long offset = signed(in);
      if (in.overrun() || (i > 0 && offset < 0) || Math.abs(next + offset) > 1 << 30) {
        throw new CorruptChunk("buckets of a histogram " + offset + " behind bucket " + next);
      }
      next += offset;
      for (int j = 0; j < length; j++) {
        buckets.add((int) next++);
      }
    }
    return buckets.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A count of things that have at least a bit each. */
  private static int count(BitReader in, long n) {
    if (in.overrun() || n < 0 || n > in.left()) {
      throw new CorruptChunk(n + " buckets or bounds in " + in.left() + " bits");
    }
    return (int) n;
  }

  private static void bound(BitWriter out, double v) {
    double thousandths = v * 1000;
    if (thousandths < 0
        || !(thousandths <= MAX_THOUSANDTHS)
        || Math.rint(thousandths) / 1000 != v) {
      out.bit(0);
      out.bits(Double.doubleToRawLongBits(v), 64);
    } else {
      unsigned(out, (long) Math.rint(thousandths) + 1);
    }
  }

  private static double bound(BitReader in) {
    long n = unsigned(in);
    double v = n == 0 ? Double.longBitsToDouble(in.bits(64)) : (n - 1) / 1000.0;
    if (in.overrun()) {
      throw new CorruptChunk("ends within the bounds of a histogram");
    }
    return v;
  }

  /** A number with a sign; small ones are short. */
  static void signed(BitWriter out, long v) {
    int ones = 0;
    while (ones < 8 && !fits(v, WIDTHS[ones])) {
      ones++;
    }
    prefixed(out, v, ones);
  }

  /** The range is not two's complement's: it reaches from −2ⁿ⁻¹+1 to 2ⁿ⁻¹. */
  private static boolean fits(long v, int bits) {
    return bits == 0 ? v == 0 : v > -(1L << (bits - 1)) && v <= 1L << (bits - 1);
  }

  static void unsigned(BitWriter out, long v) {
    int ones = 0;
    while (ones < 8 && Long.numberOfLeadingZeros(v) < 64 - WIDTHS[ones]) {
      ones++;
    }
    prefixed(out, v, ones);
  }

  private static void prefixed(BitWriter out, long v, int ones) {
    switch (ones) {
      case 0 -> out.bit(0);
      case 8 -> out.bits(0xff, 8);
      default -> out.bits((1L << (ones + 1)) - 2, ones + 1);
    }
    if (ones > 0) {
      out.bits(v, WIDTHS[ones]);
    }
  }

  static long signed(BitReader in) {
    int bits = width(in);
    if (bits == 0 || bits == 64) {
      return bits == 0 ? 0 : in.bits(64);
    }
    long v = in.bits(bits);
    return v > 1L << (bits - 1) ? v - (1L << bits) : v;
  }

  static long unsigned(BitReader in) {
    int bits = width(in);
    return bits == 0 ? 0 : in.bits(bits);
  }

  private static int width(BitReader in) {
    int ones = Math.min(Long.numberOfLeadingZeros(~in.peek()), 8);
    in.at += Math.min(ones + 1, 8);
    return WIDTHS[ones];
  }
}
