package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/**
 * Translates an OTLP {@code ExportMetricsServiceRequest} in protobuf into series as Prometheus 3
 * does at its OTLP receiver by default ({@code storage/remote/otlptranslator}, version 3.14). Walks
 * over the bytes; nothing is built of what is not needed.
 */
public final class OtlpMetrics {
  private static final int RESOURCE_METRICS = 1 << 3 | WireReader.LEN;
  private static final int RESOURCE = 1 << 3 | WireReader.LEN;
  private static final int SCOPE_METRICS = 2 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int METRICS = 2 << 3 | WireReader.LEN;

  /** Half of the time that PromQL looks back. */
  private static final long TARGET_INFO_MILLIS = 150_000;

  /** Of points further apart than this times the above, the latest get {@code target_info}. */
  private static final int MAX_TARGET_INFOS = 10_000;

  private static final MetricMetadata TARGET_INFO =
      new MetricMetadata(MetricMetadata.Type.GAUGE, "Target metadata", "");

  private final Ingested.Builder out = new Ingested.Builder();

  /** What was said already, of resources that are the same. */
  private final Set<List<Object>> toldTargets = new HashSet<>();

  private OtlpMetrics() {}

  /**
   * @throws InvalidOtlp when the bytes are no such message
   */
  public static Ingested decode(byte[] bytes, int offset, int length) throws InvalidOtlp {
    OtlpMetrics metrics = new OtlpMetrics();
    WireReader request = new WireReader();
    request.over(bytes, offset, length);
    while (request.more()) {
      int tag = request.tag();
      if (tag == RESOURCE_METRICS) {
        metrics.resource(Span.next(request).within(request));
      } else {
        request.skip(tag);
      }
    }
    return metrics.out.build();
  }

  private void resource(WireReader in) throws InvalidOtlp {
    Attributes attributes = new Attributes();
    List<Span> scopes = new ArrayList<>();
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case RESOURCE -> attributes(Span.next(in).within(in), attributes);
        case SCOPE_METRICS -> scopes.add(Span.next(in));
        default -> in.skip(tag);
      }
    }
    OtlpResource resource = new OtlpResource(attributes);
    OtlpMetric metric = new OtlpMetric(resource, out);
    for (Span scope : scopes) {
      scope(scope.within(in), metric);
    }
    targetInfo(resource, metric.earliest(), metric.latest());
  }

  private static void attributes(WireReader resource, Attributes into) throws InvalidOtlp {
    while (resource.more()) {
      int tag = resource.tag();
      if (tag == ATTRIBUTES) {
        into.add(resource);
      } else {
        resource.skip(tag);
      }
    }
  }

  private static void scope(WireReader in, OtlpMetric metric) throws InvalidOtlp {
    while (in.more()) {
      int tag = in.tag();
      if (tag == METRICS) {
        metric.translate(Span.next(in).within(in));
      } else {
        in.skip(tag);
      }
    }
  }

  /** One at the latest point, and as many before it as PromQL needs back to the earliest. */
  private void targetInfo(OtlpResource resource, long earliest, long latest) {
    Labels labels = resource.targetInfo().orElse(Labels.EMPTY);
    if (earliest > latest || labels.equals(Labels.EMPTY)) {
      return;
    }
    long span = Math.min(latest - earliest, MAX_TARGET_INFOS * TARGET_INFO_MILLIS);
    for (long t = latest - span; t < latest; t += TARGET_INFO_MILLIS) {
      targetInfo(labels, t);
    }
    targetInfo(labels, latest);
    out.batch.metadata("target_info", TARGET_INFO);
  }

  private void targetInfo(Labels labels, long millis) {
    if (toldTargets.add(List.of(labels, millis))) {
      out.batch.add(labels, millis, 1);
    }
  }
}
