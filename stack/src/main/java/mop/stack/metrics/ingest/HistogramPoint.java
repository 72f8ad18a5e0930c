package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.otlp.AttributeTexts;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/**
 * A point of a histogram with given bounds: a classic histogram, so one series for each bucket,
 * counting those below, one for the count and, where it is known, one for the sum.
 */
final class HistogramPoint extends OtlpPoint {
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;
  private static final int BUCKETS = 6;
  private static final int BOUNDS = 7;
  private static final int EXEMPLARS = 8 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int FLAGS = 10 << 3 | WireReader.VARINT;

  private final List<Long> buckets = new ArrayList<>();
  private final List<Long> bounds = new ArrayList<>();
  private long count;
  private double sum;
  private boolean hasSum;

  HistogramPoint() {
    super(ATTRIBUTES, FLAGS, EXEMPLARS);
  }

  @Override
  boolean field(int tag, WireReader in) throws InvalidOtlp {
    if (tag == COUNT) {
      count = in.fixed64();
    } else if (tag == SUM) {
      sum = Double.longBitsToDouble(in.fixed64());
      hasSum = true;
    } else if (isFixed(tag, BUCKETS)) {
      fixed(tag, in, buckets);
    } else if (isFixed(tag, BOUNDS)) {
      fixed(tag, in, bounds);
    } else {
      return false;
    }
    return true;
  }

  private static boolean isFixed(int tag, int field) {
    int wire = tag & 7;
    return tag >>> 3 == field && (wire == WireReader.LEN || wire == WireReader.FIXED64);
  }

  /** A count of 64 bits without sign. */
  static double unsigned(long count) {
    return count >= 0 ? count : (count >>> 1) * 2.0;
  }

  @Override
  void add(String metric, Labels labels, Ingested.Builder out) {
    if (hasSum) {
      out.batch.add(named(labels, metric + "_sum"), millis(), orStale(sum));
    }
    double all = orStale(unsigned(count));
    out.batch.add(named(labels, metric + "_count"), millis(), all);
    List<OtlpExemplar> rest = new ArrayList<>(exemplars);
    rest.sort(Comparator.comparingDouble(OtlpExemplar::value));
    long below = 0;
    for (int i = 0; i < bounds.size() && i < buckets.size(); i++) {
      double bound = Double.longBitsToDouble(bounds.get(i));
      below += buckets.get(i);
      Labels series = named(labels, metric + "_bucket", "le", AttributeTexts.number(bound));
      out.batch.add(series, millis(), orStale(unsigned(below)));
      int inside = 0;
      while (inside < rest.size() && rest.get(inside).value() <= bound) {
        inside++;
      }
      addExemplars(byTime(rest.subList(0, inside)), series, out);
      rest = rest.subList(inside, rest.size());
    }
    Labels series = named(labels, metric + "_bucket", "le", "+Inf");
    out.batch.add(series, millis(), all);
    addExemplars(byTime(rest), series, out);
  }

  /** Of one series exemplars are taken in the order of time. */
  private static List<OtlpExemplar> byTime(List<OtlpExemplar> some) {
    return some.stream().sorted(Comparator.comparingLong(OtlpExemplar::millis)).toList();
  }
}
