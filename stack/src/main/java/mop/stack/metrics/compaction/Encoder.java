package mop.stack.metrics.compaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkCut;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Reset;
import mop.stack.metrics.chunk.HistogramWriter;
import mop.stack.metrics.chunk.HistogramWriter.Fit;
import mop.stack.metrics.chunk.XorWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes samples into new chunks as Prometheus' compaction does (storage/series.go): at most 120
 * samples each, a new one where floats and histograms alternate or a histogram does not fit.
 */
final class Encoder {
  private final List<Chunk> done = new ArrayList<>();
  private @Nullable XorWriter floats;
  private @Nullable HistogramWriter histograms;
  private boolean whole;

  private Encoder() {}

  /** All samples of a cursor in chunks. */
  static List<Chunk> encode(SampleCursor samples) throws IOException {
    Encoder e = new Encoder();
    for (Kind k = samples.next(); k != Kind.END; k = samples.next()) {
      if (k == Kind.FLOAT) {
        e.add(samples.timestamp(), samples.value());
      } else {
        e.add(samples.timestamp(), MergedCursor.histogramOf(samples));
      }
    }
    e.cut();
    return e.done;
  }

  private void add(long millis, double value) {
    XorWriter w = floats;
    if (w == null || w.count() >= ChunkCut.TARGET_SAMPLES) {
      cut();
      w = new XorWriter();
      floats = w;
    }
    w.append(millis, value);
  }

  private void add(long millis, Histogram h) {
    HistogramWriter w = histograms;
    Reset header = Reset.UNKNOWN;
    if (w != null && whole == h.whole() && w.count() < ChunkCut.TARGET_SAMPLES) {
      Fit fit = w.fit(h);
      if (fit == Fit.FITS) {
        w.append(millis, h);
        return;
      }
      header = fit.header();
    }
    cut();
    w = new HistogramWriter(h, header);
    w.append(millis, h);
    histograms = w;
    whole = h.whole();
  }

  private void cut() {
    if (floats != null) {
      done.add(floats.chunk());
      floats = null;
    }
    if (histograms != null) {
      done.add(histograms.chunk());
      histograms = null;
    }
  }
}
