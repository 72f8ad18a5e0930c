package mop.stack.metrics.ingest;

import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** A point of a gauge or a sum: one series. */
final class NumberPoint extends OtlpPoint {
  private static final int DOUBLE = 4 << 3 | WireReader.FIXED64;
  private static final int EXEMPLARS = 5 << 3 | WireReader.LEN;
  private static final int INT = 6 << 3 | WireReader.FIXED64;
  private static final int ATTRIBUTES = 7 << 3 | WireReader.LEN;
  private static final int FLAGS = 8 << 3 | WireReader.VARINT;

  private final boolean sum;
  private double value;

  /**
   * @param sum whether it is a sum's; a gauge's exemplars are left out, as Prometheus does
   */
  NumberPoint(boolean sum) {
    super(ATTRIBUTES, FLAGS, EXEMPLARS);
    this.sum = sum;
  }

  @Override
  boolean field(int tag, WireReader in) throws InvalidOtlp {
    switch (tag) {
      case DOUBLE -> value = Double.longBitsToDouble(in.fixed64());
      case INT -> value = in.fixed64();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void add(String metric, Labels labels, Ingested.Builder out) {
    Labels series = named(labels, metric);
    out.batch.add(series, millis(), orStale(value));
    addExemplars(sum ? exemplars : List.of(), series, out);
  }
}
