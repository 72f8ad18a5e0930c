package mop.stack.metrics.ingest;

import java.util.EnumMap;
import java.util.Map;
import mop.stack.metrics.SampleBatch;

/**
 * What a request held.
 *
 * @param batch what can be appended
 * @param points data points of the request (OTLP), or samples (remote write), rejected ones
 *     included
 * @param rejected how many of them did not come into the batch, by reason
 * @param example the first rejection with its metric; empty when there was none
 */
public record Ingested(
    SampleBatch batch, long points, Map<Rejection, Long> rejected, String example) {
  /** How many points did not come into the batch. */
  public long rejectedCount() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Collects a request. */
  static final class Builder {
    final SampleBatch batch = new SampleBatch();
    private final Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
    private long points;
    private String example = "";

    void points(long more) {
      points += more;
    }

    void reject(Rejection why, long count, String what) {
      if (count > 0) {
        if (example.isEmpty()) {
          example = why.text() + ": " + what;
        }
        rejected.merge(why, count, Long::sum);
      }
    }

    Ingested build() {
      return new Ingested(batch, points, Map.copyOf(rejected), example);
    }
  }
}
