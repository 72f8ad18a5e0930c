package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** A data point: what all kinds have, and the series that each kind makes of it. */
abstract class OtlpPoint {
  /** Tag of a field that the kind does not have. */
  static final int NO_FIELD = 0;

  static final int TIME = 3 << 3 | WireReader.FIXED64;

  /** Nanoseconds a millisecond. */
  static final long NANOS = 1_000_000;

  private static final int NO_RECORDED_VALUE = 1;

  final Attributes attributes = new Attributes();
  final List<OtlpExemplar> exemplars = new ArrayList<>();
  private final int attributesTag;
  private final int flagsTag;
  private final int exemplarsTag;
  private long millis;
  private boolean stale;

  OtlpPoint(int attributesTag, int flagsTag, int exemplarsTag) {
    this.attributesTag = attributesTag;
    this.flagsTag = flagsTag;
    this.exemplarsTag = exemplarsTag;
  }

  /** Reads all fields. */
  final void read(WireReader in) throws InvalidOtlp {
    while (in.more()) {
      int tag = in.tag();
      if (tag == TIME) {
        millis = in.fixed64() / NANOS;
      } else if (tag == attributesTag) {
        attributes.add(in);
      } else if (tag == flagsTag) {
        stale = (in.varint() & NO_RECORDED_VALUE) != 0;
      } else if (tag == exemplarsTag) {
        exemplars.add(OtlpExemplar.read(Span.next(in).within(in)));
      } else if (!field(tag, in)) {
        in.skip(tag);
      }
    }
  }

  /** Reads a field of this kind; false when it is not one. */
  abstract boolean field(int tag, WireReader in) throws InvalidOtlp;

  /**
   * Adds the series.
   *
   * @param labels without the metric's name
   */
  abstract void add(String metric, Labels labels, Ingested.Builder out);

  final long millis() {
    return millis;
  }

  /** Whether the series ended. */
  final boolean isStale() {
    return stale;
  }

  /** The value, or the mark of the series' end. */
  final double orStale(double value) {
    return stale ? Double.longBitsToDouble(SampleCursor.STALE_BITS) : value;
  }

  static Labels named(Labels labels, String metric) {
    return labels.toBuilder().set(Labels.METRIC_NAME, metric).build();
  }

  static Labels named(Labels labels, String metric, String more, String value) {
    return labels.toBuilder().set(Labels.METRIC_NAME, metric).set(more, value).build();
  }

  /** Adds exemplars to a series. */
  static void addExemplars(List<OtlpExemplar> some, Labels series, Ingested.Builder out) {
    for (OtlpExemplar e : some) {
      out.batch.exemplar(series, e.millis(), e.value(), e.labels());
    }
  }

  /** Doubles or fixed numbers, packed or one by one. */
  static void fixed(int tag, WireReader in, List<Long> into) throws InvalidOtlp {
    if ((tag & 7) != WireReader.LEN) {
      into.add(in.fixed64());
      return;
    }
    WireReader packed = Span.next(in).within(in);
    while (packed.more()) {
      into.add(packed.fixed64());
    }
  }
}
