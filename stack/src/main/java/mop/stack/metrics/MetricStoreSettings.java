package mop.stack.metrics;

import mop.stack.metrics.compaction.CompactionPlan;
import mop.stack.metrics.compaction.Retention;
import mop.stack.metrics.head.HeadSettings;

/**
 * How a store of metrics is kept; as a Prometheus by default, but with Mimir's block ranges.
 *
 * @param plan which blocks become one; its shortest range is the head's
 * @param retention which blocks are deleted
 * @param seed makes the names of blocks unique
 */
public record MetricStoreSettings(
    HeadSettings head, CompactionPlan plan, Retention retention, long seed) {
  public static final MetricStoreSettings DEFAULT =
      new MetricStoreSettings(HeadSettings.DEFAULT, CompactionPlan.DEFAULT, Retention.DEFAULT, 0);

  public MetricStoreSettings withHead(HeadSettings settings) {
    return new MetricStoreSettings(settings, plan, retention, seed);
  }

  public MetricStoreSettings withPlan(CompactionPlan blocks) {
    return new MetricStoreSettings(head, blocks, retention, seed);
  }

  public MetricStoreSettings withRetention(Retention blocks) {
    return new MetricStoreSettings(head, plan, blocks, seed);
  }

  public MetricStoreSettings withSeed(long number) {
    return new MetricStoreSettings(head, plan, retention, number);
  }
}
