package mop.stack.metrics.head;

import java.io.IOException;
import mop.stack.metrics.MetricMetadata;

/** Reads the records of Prometheus' write-ahead log (version 3.14, {@code tsdb/record}). */
final class RecordReader {
  private RecordReader() {}

  /**
   * Tells the visitor what a record holds. Marks of chunks on disk, and kinds of records that later
   * versions may add, are passed over, as Prometheus does.
   */
  static void read(byte[] record, RecordVisitor visitor) throws IOException {
    if (record.length == 0) {
      return;
    }
    RecordBytes in = new RecordBytes(record);
    switch (in.next()) {
      case RecordType.SERIES -> series(in, visitor);
      case RecordType.SAMPLES -> based(in, (ref, t) -> visitor.value(ref, t, in.number()));
      case RecordType.SAMPLES_2 -> chained(in, (ref, t) -> visitor.value(ref, t, in.number()));
      case RecordType.EXEMPLARS ->
          based(in, (ref, t) -> visitor.exemplar(ref, t, in.number(), in.labels()));
      case RecordType.HISTOGRAMS, RecordType.CUSTOM_HISTOGRAMS ->
          based(in, (ref, t) -> visitor.histogram(ref, t, HistogramRecord.read(true, in)));
      case RecordType.HISTOGRAMS_2 ->
          chained(in, (ref, t) -> visitor.histogram(ref, t, HistogramRecord.read(true, in)));
      case RecordType.FLOAT_HISTOGRAMS, RecordType.CUSTOM_FLOAT_HISTOGRAMS ->
          based(in, (ref, t) -> visitor.histogram(ref, t, HistogramRecord.read(false, in)));
      case RecordType.FLOAT_HISTOGRAMS_2 ->
          chained(in, (ref, t) -> visitor.histogram(ref, t, HistogramRecord.read(false, in)));
      case RecordType.METADATA -> metadata(in, visitor);
      case RecordType.TOMBSTONES -> tombstones(in, visitor);
      default -> {
        // A mark of a chunk on disk: the log has its samples, too. Or of a later version.
      }
    }
  }

  /** Reads what stands behind the reference and the time. */
  private interface Body {
    void read(long ref, long millis) throws IOException;
  }

  private static void series(RecordBytes in, RecordVisitor visitor) throws IOException {
    while (in.more()) {
      visitor.series(in.fixed(), in.labels());
    }
  }

  /** References and times are differences to the first one's. */
  private static void based(RecordBytes in, Body body) throws IOException {
    if (!in.more()) {
      return;
    }
    long ref = in.fixed();
    long time = in.fixed();
    while (in.more()) {
      body.read(ref + in.signed(), time + in.signed());
    }
  }

  /** References are differences to the one before, times to the first one's. */
  private static void chained(RecordBytes in, Body body) throws IOException {
    if (!in.more()) {
      return;
    }
    long ref = in.signed();
    long first = in.signed();
    in.signed();
    body.read(ref, first);
    while (in.more()) {
      ref += in.signed();
      long time = first + in.signed();
      if (in.next() == 2) {
        in.signed();
      }
      body.read(ref, time);
    }
  }

  private static void metadata(RecordBytes in, RecordVisitor visitor) throws IOException {
    while (in.more()) {
      long ref = in.unsigned();
      MetricMetadata.Type type = MetricMetadata.Type.of(in.next());
      String unit = "";
      String help = "";
      for (int fields = in.count(2); fields > 0; fields--) {
        String name = in.text();
        String value = in.text();
        switch (name) {
          case "UNIT" -> unit = value;
          case "HELP" -> help = value;
          default -> {
            // A field of a later version.
          }
        }
      }
      visitor.metadata(ref, new MetricMetadata(type, help, unit));
    }
  }

  private static void tombstones(RecordBytes in, RecordVisitor visitor) throws IOException {
    while (in.more()) {
      visitor.tombstone(in.fixed(), in.signed(), in.signed());
    }
  }
}
