package mop.stack.server;

import java.time.Duration;
import mop.stack.compaction.TempoCompaction;
import mop.stack.logs.LogStoreSettings;
import mop.stack.metrics.MetricStoreSettings;
import mop.stack.traces.TraceStoreSettings;
import mop.stack.traces.WalSync;

/**
 * How the stores of a stack are kept, and how often each is looked after.
 *
 * @param cutPeriod between looks whether a block of traces is to be cut
 * @param compactionPeriod between runs of the compaction of traces
 * @param metricsPeriod between ticks of the store of metrics
 * @param logsPeriod between the maintenances of the store of logs
 */
record StackSettings(
    TraceStoreSettings traces,
    TempoCompaction compaction,
    MetricStoreSettings metrics,
    LogStoreSettings logs,
    Duration cutPeriod,
    Duration compactionPeriod,
    Duration metricsPeriod,
    Duration logsPeriod) {
  /** The real systems' defaults, and a log of traces that is forced before each answer. */
  static final StackSettings DEFAULT =
      new StackSettings(
          TraceStoreSettings.defaults().withWalSync(WalSync.EACH_TRACE),
          TempoCompaction.DEFAULTS,
          MetricStoreSettings.DEFAULT,
          LogStoreSettings.DEFAULT,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30));
}
