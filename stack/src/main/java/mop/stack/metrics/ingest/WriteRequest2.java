package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/**
 * A request of version 2.0 ({@code prompb/io/prometheus/write/v2/types.proto}): all texts stand
 * once in a table of symbols. Start times are passed over.
 */
final class WriteRequest2 {
  private static final int SYMBOLS = 4 << 3 | WireReader.LEN;
  private static final int SERIES = 5 << 3 | WireReader.LEN;

  private static final int LABEL_REFS = 1;
  private static final int SAMPLES = 2 << 3 | WireReader.LEN;
  private static final int HISTOGRAMS = 3 << 3 | WireReader.LEN;
  private static final int EXEMPLARS = 4 << 3 | WireReader.LEN;
  private static final int METADATA = 5 << 3 | WireReader.LEN;

  private static final int EXEMPLAR_VALUE = 2 << 3 | WireReader.FIXED64;
  private static final int EXEMPLAR_TIME = 3 << 3 | WireReader.VARINT;

  private static final int TYPE = 1 << 3 | WireReader.VARINT;
  private static final int HELP_REF = 3 << 3 | WireReader.VARINT;
  private static final int UNIT_REF = 4 << 3 | WireReader.VARINT;

  private final List<String> symbols = new ArrayList<>();
  private final Ingested.Builder out = new Ingested.Builder();

  private WriteRequest2() {}

  static Ingested read(byte[] message) throws InvalidOtlp {
    WriteRequest2 request = new WriteRequest2();
    WireReader in = new WireReader();
    in.over(message, 0, message.length);
    List<Span> series = new ArrayList<>();
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case SYMBOLS -> request.symbols.add(Texts.next(in));
        case SERIES -> series.add(Span.next(in));
        default -> in.skip(tag);
      }
    }
    if (!request.symbols.isEmpty() && !request.symbols.getFirst().isEmpty()) {
      throw in.invalid("the first symbol is not empty");
    }
    for (Span s : series) {
      request.series(s.within(in));
    }
    return request.out.build();
  }

  private void series(WireReader in) throws InvalidOtlp {
    List<Long> refs = new ArrayList<>();
    WriteSeries series = new WriteSeries();
    List<Span> exemplars = new ArrayList<>();
    Span metadata = Span.NONE;
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case SAMPLES -> series.sample(Span.next(in).within(in));
        case HISTOGRAMS -> series.histogram(Span.next(in).within(in));
        case EXEMPLARS -> exemplars.add(Span.next(in));
        case METADATA -> metadata = Span.next(in);
        default -> refs(tag, in, refs);
      }
    }
    out.points(series.size());
    SeriesLabels labels = labels(in, refs);
    String problem = labels.problem();
    if (!problem.isEmpty()) {
      out.reject(Rejection.LABELS, Math.max(1, series.size()), problem);
    } else if (series.size() == 0) {
      out.reject(Rejection.EMPTY, 1, labels.labels().toString());
    } else {
      for (Span e : exemplars) {
        exemplar(e.within(in), series);
      }
      series.addTo(labels.labels(), out);
      metadata(labels.labels(), metadata.within(in));
    }
  }

  private static void refs(int tag, WireReader in, List<Long> into) throws InvalidOtlp {
    if (tag == (LABEL_REFS << 3 | WireReader.VARINT)) {
      into.add(in.varint());
    } else if (tag == (LABEL_REFS << 3 | WireReader.LEN)) {
      WireReader packed = Span.next(in).within(in);
      while (packed.more()) {
        into.add(packed.varint());
      }
    } else {
      in.skip(tag);
    }
  }

  private SeriesLabels labels(WireReader in, List<Long> refs) throws InvalidOtlp {
    if (refs.size() % 2 != 0) {
      throw in.invalid("a label without a value");
    }
    SeriesLabels labels = new SeriesLabels();
    for (int i = 0; i < refs.size(); i += 2) {
      labels.add(symbol(in, refs.get(i)), symbol(in, refs.get(i + 1)));
    }
    return labels;
  }

  private String symbol(WireReader in, long ref) throws InvalidOtlp {
    if (ref < 0 || ref >= symbols.size()) {
      throw in.invalid("symbol " + ref + " of " + symbols.size());
    }
    return symbols.get((int) ref);
  }

  private void exemplar(WireReader in, WriteSeries into) throws InvalidOtlp {
    List<Long> refs = new ArrayList<>();
    double value = 0;
    long millis = 0;
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case EXEMPLAR_VALUE -> value = Double.longBitsToDouble(in.fixed64());
        case EXEMPLAR_TIME -> millis = in.varint();
        default -> refs(tag, in, refs);
      }
    }
    Optional<Labels> named = labels(in, refs).unordered();
    if (named.isPresent()) {
      into.exemplar(millis, value, named.get());
    }
  }

  /** Metadata stand with a series here, which may be a part of the metric that they are about. */
  private void metadata(Labels series, WireReader in) throws InvalidOtlp {
    int type = 0;
    long help = 0;
    long unit = 0;
    boolean any = in.more();
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = (int) in.varint();
        case HELP_REF -> help = in.varint();
        case UNIT_REF -> unit = in.varint();
        default -> in.skip(tag);
      }
    }
    if (any) {
      MetricMetadata about =
          new MetricMetadata(MetricMetadata.Type.of(type), symbol(in, help), symbol(in, unit));
      out.batch.metadata(about.family(series.get(Labels.METRIC_NAME)), about);
    }
  }
}
