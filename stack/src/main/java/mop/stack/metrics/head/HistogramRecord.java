package mop.stack.metrics.head;

import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;

/**
 * A native histogram within a record. There the buckets stand as spans (distance to the end of the
 * span before, length), whole counts of buckets as differences to the one before.
 */
final class HistogramRecord {
  private static final double[] NO_BOUNDS = {};

  /** Order of the hints in a record. */
  private static final Reset[] HINTS = {Reset.UNKNOWN, Reset.RESET, Reset.NOT_RESET, Reset.GAUGE};

  private HistogramRecord() {}

  static void write(Histogram h, RecordBuffer out) {
    Layout layout = h.layout();
    out.put(hint(h.reset())).signed(layout.schema()).number(layout.zeroThreshold());
    if (h.whole()) {
      out.unsigned(h.zeroCount()).unsigned(h.count());
    } else {
      out.fixed(h.zeroCount()).fixed(h.count());
    }
    out.number(h.sum());
    spans(layout.positive(), out);
    spans(layout.negative(), out);
    counts(h.whole(), h.positive(), out);
    counts(h.whole(), h.negative(), out);
    if (layout.schema() == Layout.CUSTOM) {
      out.unsigned(layout.bounds().length);
      for (double bound : layout.bounds()) {
        out.number(bound);
      }
    }
  }

  private static int hint(Reset reset) {
    int code = 0;
    while (HINTS[code] != reset) {
      code++;
    }
    return code;
  }

  private static void spans(int[] buckets, RecordBuffer out) {
    int runs = 0;
    for (int i = 0; i < buckets.length; i++) {
      runs += i == 0 || buckets[i] != buckets[i - 1] + 1 ? 1 : 0;
    }
    out.unsigned(runs);
    int end = 0;
    for (int i = 0; i < buckets.length; ) {
      int length = 1;
      while (i + length < buckets.length && buckets[i + length] == buckets[i] + length) {
        length++;
      }
      out.signed(buckets[i] - end).unsigned(length);
      end = buckets[i] + length;
      i += length;
    }
  }

  private static void counts(boolean whole, long[] counts, RecordBuffer out) {
    out.unsigned(counts.length);
    long before = 0;
    for (long count : counts) {
      if (whole) {
        out.signed(count - before);
        before = count;
      } else {
        out.fixed(count);
      }
    }
  }

  /**
   * @param whole whether the record is one of whole counts
   */
  static Histogram read(boolean whole, RecordBytes in) throws CorruptRecord {
    int hint = in.next();
    int schema = (int) in.signed();
    double zeroThreshold = in.number();
    long zeroCount = whole ? in.unsigned() : in.fixed();
    long count = whole ? in.unsigned() : in.fixed();
    double sum = in.number();
    int[][] positiveSpans = readSpans(in);
    int[][] negativeSpans = readSpans(in);
    long[] positive = readCounts(whole, in);
    long[] negative = readCounts(whole, in);
    double[] bounds = schema == Layout.CUSTOM ? readBounds(in) : NO_BOUNDS;
    Layout layout =
        new Layout(
            schema,
            zeroThreshold,
            buckets(positiveSpans, positive.length),
            buckets(negativeSpans, negative.length),
            bounds);
    Reset reset = hint < HINTS.length ? HINTS[hint] : Reset.UNKNOWN;
    return new Histogram(whole, reset, layout, count, zeroCount, sum, positive, negative);
  }

  private static int[][] readSpans(RecordBytes in) throws CorruptRecord {
    int[][] spans = new int[in.count(2)][2];
    for (int[] span : spans) {
      span[0] = (int) in.signed();
      span[1] = (int) in.unsigned();
    }
    return spans;
  }

  /** Numbers of the buckets, of which there must be so many. */
  private static int[] buckets(int[][] spans, int count) throws CorruptRecord {
    int[] buckets = new int[count];
    int n = 0;
    long next = 0;
    for (int[] span : spans) {
      next += span[0];
      boolean back = n > 0 && span[0] < 0;
      if (back || span[1] < 0 || span[1] > count - n || Math.abs(next) > 1 << 30) {
        throw new CorruptRecord("a histogram whose spans and buckets differ in number");
      }
      for (int i = 0; i < span[1]; i++) {
        buckets[n++] = (int) next++;
      }
    }
    if (n != count) {
      throw new CorruptRecord("a histogram whose spans and buckets differ in number");
    }
    return buckets;
  }

  private static long[] readCounts(boolean whole, RecordBytes in) throws CorruptRecord {
    long[] counts = new long[in.count(whole ? 1 : 8)];
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      before = whole ? before + in.signed() : in.fixed();
      counts[i] = before;
    }
    return counts;
  }

  private static double[] readBounds(RecordBytes in) throws CorruptRecord {
    double[] bounds = new double[in.count(8)];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.number();
    }
    return bounds;
  }
}
