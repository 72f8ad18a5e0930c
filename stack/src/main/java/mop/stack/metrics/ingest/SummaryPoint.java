package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.otlp.AttributeTexts;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** A point of a summary: a series for each quantile, the sum and the count. */
final class SummaryPoint extends OtlpPoint {
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;
  private static final int QUANTILES = 6 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 7 << 3 | WireReader.LEN;
  private static final int FLAGS = 8 << 3 | WireReader.VARINT;
  private static final int QUANTILE = 1 << 3 | WireReader.FIXED64;
  private static final int VALUE = 2 << 3 | WireReader.FIXED64;

  private record Quantile(double quantile, double value) {}

  private final List<Quantile> quantiles = new ArrayList<>();
  private long count;
  private double sum;

  SummaryPoint() {
    super(ATTRIBUTES, FLAGS, NO_FIELD);
  }

  @Override
  boolean field(int tag, WireReader in) throws InvalidOtlp {
    switch (tag) {
      case COUNT -> count = in.fixed64();
      case SUM -> sum = Double.longBitsToDouble(in.fixed64());
      case QUANTILES -> quantile(Span.next(in).within(in));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void quantile(WireReader in) throws InvalidOtlp {
    double quantile = 0;
    double value = 0;
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case QUANTILE -> quantile = Double.longBitsToDouble(in.fixed64());
        case VALUE -> value = Double.longBitsToDouble(in.fixed64());
        default -> in.skip(tag);
      }
    }
    quantiles.add(new Quantile(quantile, value));
  }

  @Override
  void add(String metric, Labels labels, Ingested.Builder out) {
    out.batch.add(named(labels, metric + "_sum"), millis(), orStale(sum));
    out.batch.add(
        named(labels, metric + "_count"), millis(), orStale(HistogramPoint.unsigned(count)));
    for (Quantile q : quantiles) {
      Labels series = named(labels, metric, "quantile", AttributeTexts.number(q.quantile));
      out.batch.add(series, millis(), orStale(q.value));
    }
  }
}
