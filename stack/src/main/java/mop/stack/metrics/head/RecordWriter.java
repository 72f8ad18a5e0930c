package mop.stack.metrics.head;

import java.io.IOException;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.wal.WalWriter;

/**
 * Writes records of Prometheus' write-ahead log. What is of one kind and comes in turn goes into
 * one record, up to a limit; {@link #end} writes what is open. Of the versions of a record the one
 * that Prometheus writes by default, which all its versions read.
 */
final class RecordWriter implements RecordVisitor {
  private static final int NONE = 0;

  /** Prometheus' checkpoints write by the mebibyte, too. */
  private static final int MAX_BYTES = 1 << 20;

  private final WalWriter log;
  private final RecordBuffer out = new RecordBuffer();
  private int open = NONE;
  private long baseRef;
  private long baseTime;

  RecordWriter(WalWriter log) {
    this.log = log;
  }

  /** Appends the record that is open, if there is one. */
  void end() throws IOException {
    if (open != NONE) {
      log.append(out.bytes(), 0, out.size());
      drop();
    }
  }

  /** Forgets the record that is open. */
  void drop() {
    out.clear();
    open = NONE;
  }

  private boolean begin(int type) throws IOException {
    if (type == open && out.size() < MAX_BYTES) {
      return false;
    }
    end();
    open = type;
    out.put(type);
    return true;
  }

  /** References and times are differences to the first one's. */
  private void begin(int type, long ref, long millis) throws IOException {
    if (begin(type)) {
      baseRef = ref;
      baseTime = millis;
      out.fixed(ref).fixed(millis);
    }
    out.signed(ref - baseRef).signed(millis - baseTime);
  }

  @Override
  public void series(long ref, Labels labels) throws IOException {
    begin(RecordType.SERIES);
    out.fixed(ref).labels(labels);
  }

  @Override
  public void value(long ref, long millis, double value) throws IOException {
    begin(RecordType.SAMPLES, ref, millis);
    out.number(value);
  }

  @Override
  public void histogram(long ref, long millis, Histogram histogram) throws IOException {
    boolean custom = histogram.layout().schema() == Histogram.Layout.CUSTOM;
    int type =
        histogram.whole()
            ? custom ? RecordType.CUSTOM_HISTOGRAMS : RecordType.HISTOGRAMS
            : custom ? RecordType.CUSTOM_FLOAT_HISTOGRAMS : RecordType.FLOAT_HISTOGRAMS;
    begin(type, ref, millis);
    HistogramRecord.write(histogram, out);
  }

  @Override
  public void exemplar(long ref, long millis, double value, Labels labels) throws IOException {
    begin(RecordType.EXEMPLARS, ref, millis);
    out.number(value).labels(labels);
  }

  @Override
  public void metadata(long ref, MetricMetadata metadata) throws IOException {
    begin(RecordType.METADATA);
    out.unsigned(ref).put(metadata.type().code()).unsigned(2);
    out.text("UNIT").text(metadata.unit()).text("HELP").text(metadata.help());
  }

  @Override
  public void tombstone(long ref, long from, long to) throws IOException {
    begin(RecordType.TOMBSTONES);
    out.fixed(ref).signed(from).signed(to);
  }
}
