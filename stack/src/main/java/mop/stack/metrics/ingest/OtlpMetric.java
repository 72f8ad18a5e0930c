package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** Translates the metrics of one resource. */
final class OtlpMetric {
  private static final int NAME = 1 << 3 | WireReader.LEN;
  private static final int DESCRIPTION = 2 << 3 | WireReader.LEN;
  private static final int UNIT = 3 << 3 | WireReader.LEN;
  private static final int GAUGE = 5 << 3 | WireReader.LEN;
  private static final int SUM = 7 << 3 | WireReader.LEN;
  private static final int HISTOGRAM = 9 << 3 | WireReader.LEN;
  private static final int EXPONENTIAL_HISTOGRAM = 10 << 3 | WireReader.LEN;
  private static final int SUMMARY = 11 << 3 | WireReader.LEN;

  private static final int POINT = 1 << 3 | WireReader.LEN;
  private static final int TEMPORALITY = 2 << 3 | WireReader.VARINT;
  private static final int MONOTONIC = 3 << 3 | WireReader.VARINT;
  private static final int CUMULATIVE = 2;

  private final OtlpResource resource;
  private final Ingested.Builder out;
  private final TimeSpan times = new TimeSpan();

  OtlpMetric(OtlpResource resource, Ingested.Builder out) {
    this.resource = resource;
    this.out = out;
  }

  /** Time of the earliest point so far, milliseconds since 1970. */
  long earliest() {
    return times.earliest;
  }

  /** Time of the latest point so far; before the earliest when there is none. */
  long latest() {
    return times.latest;
  }

  private static final class TimeSpan {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
  }

  /** The fields in which the kinds of metrics differ. */
  private static final class Data {
    final List<Span> points = new ArrayList<>();
    long temporality;
    boolean monotonic;
  }

  void translate(WireReader in) throws InvalidOtlp {
    String name = "";
    String help = "";
    String unit = "";
    int kind = 0;
    Data data = new Data();
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case NAME -> name = Texts.next(in);
        case DESCRIPTION -> help = Texts.next(in);
        case UNIT -> unit = Texts.next(in);
        case GAUGE, SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY -> {
          kind = tag;
          data = data(Span.next(in).within(in));
        }
        default -> in.skip(tag);
      }
    }
    out.points(data.points.size());
    times(in, kind, data);
    boolean counter = kind == SUM && data.monotonic;
    String metric = PrometheusNames.metric(name, unit, counter, kind == GAUGE);
    boolean nameless =
        metric.isEmpty() || (!metric.equals(name) && metric.chars().allMatch(c -> c == '_'));
    boolean summed = kind == SUM || kind == HISTOGRAM || kind == EXPONENTIAL_HISTOGRAM;
    if (kind == 0) {
      out.reject(Rejection.KIND, 1, name);
    } else if (summed && data.temporality != CUMULATIVE) {
      out.reject(Rejection.DELTA, data.points.size(), name);
    } else if (nameless) {
      out.reject(Rejection.NAME, data.points.size(), name);
    } else if (!data.points.isEmpty()) {
      out.batch.metadata(
          metric, new MetricMetadata(type(kind, counter), help, PrometheusNames.unit(unit)));
      for (Span point : data.points) {
        point(kind, metric, point.within(in));
      }
    }
  }

  private static Data data(WireReader in) throws InvalidOtlp {
    Data data = new Data();
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case POINT -> data.points.add(Span.next(in));
        case TEMPORALITY -> data.temporality = in.varint();
        case MONOTONIC -> data.monotonic = in.varint() != 0;
        default -> in.skip(tag);
      }
    }
    return data;
  }

  private static MetricMetadata.Type type(int kind, boolean counter) {
    return switch (kind) {
      case SUM -> counter ? MetricMetadata.Type.COUNTER : MetricMetadata.Type.GAUGE;
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> MetricMetadata.Type.HISTOGRAM;
      case SUMMARY -> MetricMetadata.Type.SUMMARY;
      default -> MetricMetadata.Type.GAUGE;
    };
  }

  /** Also points that are rejected count for the time of {@code target_info}. */
  private void times(WireReader in, int kind, Data data) throws InvalidOtlp {
    for (Span point : data.points) {
      WireReader p = point.within(in);
      long nanos = 0;
      while (p.more()) {
        int tag = p.tag();
        if (tag == OtlpPoint.TIME) {
          nanos = p.fixed64();
        } else {
          p.skip(tag);
        }
      }
      if (kind != 0) {
        times.earliest = Math.min(times.earliest, nanos / OtlpPoint.NANOS);
        times.latest = Math.max(times.latest, nanos / OtlpPoint.NANOS);
      }
    }
  }

  private void point(int kind, String metric, WireReader in) throws InvalidOtlp {
    OtlpPoint point =
        switch (kind) {
          case HISTOGRAM -> new HistogramPoint();
          case EXPONENTIAL_HISTOGRAM -> new ExponentialPoint();
          case SUMMARY -> new SummaryPoint();
          default -> new NumberPoint(kind == SUM);
        };
    point.read(in);
    Optional<Labels.Builder> labels = resource.labels(point.attributes);
    if (labels.isEmpty()) {
      out.reject(Rejection.NAME, 1, "label of " + metric);
      return;
    }
    point.add(metric, labels.get().build(), out);
  }
}
