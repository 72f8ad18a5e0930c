package mop.stack.metrics.ingest;

import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** A request of version 1.0 ({@code prompb/remote.proto} and {@code types.proto}). */
final class WriteRequest1 {
  private static final int SERIES = 1 << 3 | WireReader.LEN;
  private static final int METADATA = 3 << 3 | WireReader.LEN;

  private static final int LABELS = 1 << 3 | WireReader.LEN;
  private static final int SAMPLES = 2 << 3 | WireReader.LEN;
  private static final int EXEMPLARS = 3 << 3 | WireReader.LEN;
  private static final int HISTOGRAMS = 4 << 3 | WireReader.LEN;

  private static final int NAME = 1 << 3 | WireReader.LEN;
  private static final int TEXT = 2 << 3 | WireReader.LEN;

  private static final int EXEMPLAR_VALUE = 2 << 3 | WireReader.FIXED64;
  private static final int EXEMPLAR_TIME = 3 << 3 | WireReader.VARINT;

  private static final int TYPE = 1 << 3 | WireReader.VARINT;
  private static final int FAMILY = 2 << 3 | WireReader.LEN;
  private static final int HELP = 4 << 3 | WireReader.LEN;
  private static final int UNIT = 5 << 3 | WireReader.LEN;

  private final Ingested.Builder out = new Ingested.Builder();

  private WriteRequest1() {}

  static Ingested read(byte[] message) throws InvalidOtlp {
    WriteRequest1 request = new WriteRequest1();
    WireReader in = new WireReader();
    in.over(message, 0, message.length);
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case SERIES -> request.series(Span.next(in).within(in));
        case METADATA -> request.metadata(Span.next(in).within(in));
        default -> in.skip(tag);
      }
    }
    return request.out.build();
  }

  private void series(WireReader in) throws InvalidOtlp {
    SeriesLabels labels = new SeriesLabels();
    WriteSeries series = new WriteSeries();
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case LABELS -> label(Span.next(in).within(in), labels);
        case SAMPLES -> series.sample(Span.next(in).within(in));
        case HISTOGRAMS -> series.histogram(Span.next(in).within(in));
        case EXEMPLARS -> exemplar(Span.next(in).within(in), series);
        default -> in.skip(tag);
      }
    }
    out.points(series.size());
    String problem = labels.problem();
    if (problem.isEmpty()) {
      series.addTo(labels.labels(), out);
    } else {
      out.reject(Rejection.LABELS, series.size(), problem);
    }
  }

  private static void label(WireReader in, SeriesLabels into) throws InvalidOtlp {
    String name = "";
    String value = "";
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case NAME -> name = Texts.next(in);
        case TEXT -> value = Texts.next(in);
        default -> in.skip(tag);
      }
    }
    into.add(name, value);
  }

  private static void exemplar(WireReader in, WriteSeries into) throws InvalidOtlp {
    SeriesLabels labels = new SeriesLabels();
    double value = 0;
    long millis = 0;
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case LABELS -> label(Span.next(in).within(in), labels);
        case EXEMPLAR_VALUE -> value = Double.longBitsToDouble(in.fixed64());
        case EXEMPLAR_TIME -> millis = in.varint();
        default -> in.skip(tag);
      }
    }
    Optional<Labels> named = labels.unordered();
    if (named.isPresent()) {
      into.exemplar(millis, value, named.get());
    }
  }

  private void metadata(WireReader in) throws InvalidOtlp {
    int type = 0;
    String family = "";
    String help = "";
    String unit = "";
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = (int) in.varint();
        case FAMILY -> family = Texts.next(in);
        case HELP -> help = Texts.next(in);
        case UNIT -> unit = Texts.next(in);
        default -> in.skip(tag);
      }
    }
    if (!family.isEmpty()) {
      out.batch.metadata(family, new MetricMetadata(MetricMetadata.Type.of(type), help, unit));
    }
  }
}
