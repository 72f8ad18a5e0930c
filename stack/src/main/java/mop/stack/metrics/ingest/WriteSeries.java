package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** The samples of one series of a remote write request; both versions write them alike. */
final class WriteSeries {
  private static final int VALUE = 1 << 3 | WireReader.FIXED64;
  private static final int TIME = 2 << 3 | WireReader.VARINT;

  private record Sample(long millis, double value) {}

  private record HistogramSample(long millis, Histogram histogram) {}

  private record Example(long millis, double value, Labels labels) {}

  private final List<Sample> samples = new ArrayList<>();
  private final List<HistogramSample> histograms = new ArrayList<>();
  private final List<Example> exemplars = new ArrayList<>();
  private int badHistograms;
  private String problem = "";

  /** Reads a {@code Sample}. */
  void sample(WireReader in) throws InvalidOtlp {
    double value = 0;
    long millis = 0;
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case VALUE -> value = Double.longBitsToDouble(in.fixed64());
        case TIME -> millis = in.varint();
        default -> in.skip(tag);
      }
    }
    samples.add(new Sample(millis, value));
  }

  /** Reads a {@code Histogram}. */
  void histogram(WireReader in) throws InvalidOtlp {
    HistogramMessage message = HistogramMessage.read(in);
    String wrong = message.problem();
    if (wrong.isEmpty()) {
      histograms.add(new HistogramSample(message.millis(), message.histogram()));
    } else {
      badHistograms++;
      problem = wrong;
    }
  }

  void exemplar(long millis, double value, Labels labels) {
    exemplars.add(new Example(millis, value, labels));
  }

  int size() {
    return samples.size() + histograms.size() + badHistograms;
  }

  /** Adds everything to a batch. */
  void addTo(Labels series, Ingested.Builder out) {
    samples.forEach(s -> out.batch.add(series, s.millis, s.value));
    histograms.forEach(h -> out.batch.add(series, h.millis, h.histogram));
    exemplars.forEach(e -> out.batch.exemplar(series, e.millis, e.value, e.labels));
    out.reject(Rejection.HISTOGRAM, badHistograms, series + ": " + problem);
  }
}
