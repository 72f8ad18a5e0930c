package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Reset;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** A native histogram of a remote write request; both versions have the same fields. */
final class HistogramMessage {
  private static final int COUNT = 1 << 3 | WireReader.VARINT;
  private static final int COUNT_FLOAT = 2 << 3 | WireReader.FIXED64;
  private static final int SUM = 3 << 3 | WireReader.FIXED64;
  private static final int SCHEMA = 4 << 3 | WireReader.VARINT;
  private static final int ZERO_THRESHOLD = 5 << 3 | WireReader.FIXED64;
  private static final int ZERO_COUNT = 6 << 3 | WireReader.VARINT;
  private static final int ZERO_COUNT_FLOAT = 7 << 3 | WireReader.FIXED64;
  private static final int NEGATIVE_SPANS = 8 << 3 | WireReader.LEN;
  private static final int POSITIVE_SPANS = 11 << 3 | WireReader.LEN;
  private static final int RESET_HINT = 14 << 3 | WireReader.VARINT;
  private static final int TIME = 15 << 3 | WireReader.VARINT;

  private static final int NEGATIVE_DELTAS = 9;
  private static final int NEGATIVE_COUNTS = 10;
  private static final int POSITIVE_DELTAS = 12;
  private static final int POSITIVE_COUNTS = 13;
  private static final int CUSTOM_VALUES = 16;

  private static final int OFFSET = 1 << 3 | WireReader.VARINT;
  private static final int LENGTH = 2 << 3 | WireReader.VARINT;

  /** Order of the hints in the message. */
  private static final Reset[] HINTS = {Reset.UNKNOWN, Reset.RESET, Reset.NOT_RESET, Reset.GAUGE};

  private boolean whole = true;
  private long count;
  private long zeroCount;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private Reset reset = Reset.UNKNOWN;
  private long millis;
  private final List<long[]> positiveSpans = new ArrayList<>();
  private final List<long[]> negativeSpans = new ArrayList<>();
  private final List<Long> positiveDeltas = new ArrayList<>();
  private final List<Long> negativeDeltas = new ArrayList<>();
  private final List<Long> positiveCounts = new ArrayList<>();
  private final List<Long> negativeCounts = new ArrayList<>();
  private final List<Long> bounds = new ArrayList<>();

  private HistogramMessage() {}

  static HistogramMessage read(WireReader in) throws InvalidOtlp {
    HistogramMessage message = new HistogramMessage();
    while (in.more()) {
      message.field(in.tag(), in);
    }
    return message;
  }

  private void field(int tag, WireReader in) throws InvalidOtlp {
    switch (tag) {
      case COUNT -> count = in.varint();
      case COUNT_FLOAT -> {
        whole = false;
        count = in.fixed64();
      }
      case SUM -> sum = Double.longBitsToDouble(in.fixed64());
      case SCHEMA -> schema = ExponentialBuckets.signed(in.varint());
      case ZERO_THRESHOLD -> zeroThreshold = Double.longBitsToDouble(in.fixed64());
      case ZERO_COUNT -> zeroCount = in.varint();
      case ZERO_COUNT_FLOAT -> zeroCount = in.fixed64();
      case NEGATIVE_SPANS -> negativeSpans.add(span(Span.next(in).within(in)));
      case POSITIVE_SPANS -> positiveSpans.add(span(Span.next(in).within(in)));
      case RESET_HINT -> {
        long hint = in.varint();
        reset = hint >= 0 && hint < HINTS.length ? HINTS[(int) hint] : Reset.UNKNOWN;
      }
      case TIME -> millis = in.varint();
      default -> repeated(tag, in);
    }
  }

  private void repeated(int tag, WireReader in) throws InvalidOtlp {
    switch (tag >>> 3) {
      case NEGATIVE_DELTAS -> deltas(tag, in, negativeDeltas);
      case POSITIVE_DELTAS -> deltas(tag, in, positiveDeltas);
      case NEGATIVE_COUNTS -> numbers(tag, in, negativeCounts);
      case POSITIVE_COUNTS -> numbers(tag, in, positiveCounts);
      case CUSTOM_VALUES -> numbers(tag, in, bounds);
      default -> in.skip(tag);
    }
  }

  private static void deltas(int tag, WireReader in, List<Long> into) throws InvalidOtlp {
    switch (tag & 7) {
      case WireReader.VARINT -> into.add(zigzag(in.varint()));
      case WireReader.LEN -> {
        WireReader packed = Span.next(in).within(in);
        while (packed.more()) {
          into.add(zigzag(packed.varint()));
        }
      }
      default -> in.skip(tag);
    }
  }

  private static void numbers(int tag, WireReader in, List<Long> into) throws InvalidOtlp {
    switch (tag & 7) {
      case WireReader.FIXED64, WireReader.LEN -> OtlpPoint.fixed(tag, in, into);
      default -> in.skip(tag);
    }
  }

  private static long zigzag(long z) {
    return (z >>> 1) ^ -(z & 1);
  }

  private static long[] span(WireReader in) throws InvalidOtlp {
    long[] span = new long[2];
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case OFFSET -> span[0] = ExponentialBuckets.signed(in.varint());
        case LENGTH -> span[1] = in.varint() & 0xffff_ffffL;
        default -> in.skip(tag);
      }
    }
    return span;
  }

  long millis() {
    return millis;
  }

  private List<Long> held(List<Long> deltas, List<Long> counts) {
    return whole ? deltas : counts;
  }

  /** What is wrong with it; empty when nothing is. */
  String problem() {
    boolean fits =
        fit(positiveSpans, held(positiveDeltas, positiveCounts).size())
            && fit(negativeSpans, held(negativeDeltas, negativeCounts).size());
    return fits ? HistogramCheck.problem(histogram()) : "spans and buckets differ in number";
  }

  /** Whether spans have so many buckets, rising, and no index too large to be one. */
  private static boolean fit(List<long[]> spans, int buckets) {
    long sum = 0;
    long next = 0;
    for (int i = 0; i < spans.size(); i++) {
      next += spans.get(i)[0];
      if ((i > 0 && spans.get(i)[0] < 0) || Math.abs(next) > 1 << 30) {
        return false;
      }
      sum += spans.get(i)[1];
      next += spans.get(i)[1];
      if (sum > buckets) {
        return false;
      }
    }
    return sum == buckets;
  }

  /** The histogram; only to be asked for when there is no problem with its spans. */
  Histogram histogram() {
    if (SampleCursor.isStale(sum)) {
      return Histogram.stale(whole);
    }
    Histogram.Layout layout =
        new Histogram.Layout(
            schema,
            zeroThreshold,
            indexes(positiveSpans, held(positiveDeltas, positiveCounts).size()),
            indexes(negativeSpans, held(negativeDeltas, negativeCounts).size()),
            bounds.stream().mapToDouble(Double::longBitsToDouble).toArray());
    return new Histogram(
        whole,
        reset,
        layout,
        count,
        zeroCount,
        sum,
        counts(held(positiveDeltas, positiveCounts)),
        counts(held(negativeDeltas, negativeCounts)));
  }

  private static int[] indexes(List<long[]> spans, int buckets) {
    int[] indexes = new int[buckets];
    int n = 0;
    long next = 0;
    for (long[] span : spans) {
      next += span[0];
      for (long i = 0; i < span[1]; i++) {
        indexes[n++] = (int) next++;
      }
    }
    return indexes;
  }

  private long[] counts(List<Long> held) {
    long[] counts = new long[held.size()];
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      before = whole ? before + held.get(i) : held.get(i);
      counts[i] = before;
    }
    return counts;
  }
}
