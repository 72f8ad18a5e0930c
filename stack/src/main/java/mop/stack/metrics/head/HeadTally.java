package mop.stack.metrics.head;

import java.util.EnumMap;
import java.util.Map;
import mop.stack.metrics.AppendOutcome;
import mop.stack.metrics.Refusal;

/** Counts what a head does. Thread-safe. */
final class HeadTally {
  private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
  private long created;
  private long removed;
  private long samples;
  private long late;
  private long exemplars;

  synchronized void created(int series) {
    created += series;
  }

  synchronized void removed(int series) {
    removed += series;
  }

  synchronized void late(int lateSamples) {
    late += lateSamples;
  }

  synchronized void appended(AppendOutcome outcome) {
    samples += outcome.samples();
    exemplars += outcome.exemplars();
    outcome.refused().forEach((why, count) -> refused.merge(why, (long) count, Long::sum));
  }

  synchronized HeadCounters counters(int series, int active, long bytes, HeadLog log) {
    return new HeadCounters(
        series,
        active,
        bytes,
        created,
        removed,
        samples,
        late,
        exemplars,
        Map.copyOf(refused),
        log.wal().bytes() + log.wbl().bytes(),
        log.wal().syncs() + log.wbl().syncs());
  }
}
