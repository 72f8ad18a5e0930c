package mop.stack.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import mop.stack.metrics.MetricStore;
import mop.stack.metrics.MetricStoreSettings;
import mop.stack.metrics.head.HeadSettings;
import mop.stack.promql.EngineSettings;
import mop.stack.promql.PromEngine;
import mop.stack.promql.QueryLimits;
import mop.stack.receive.MetricIngest;

/** Metrics: a head with its log, and blocks in a data folder as Prometheus has it. */
final class MetricService implements Closeable {
  /** The head takes no new series when it holds this part of the heap. */
  private static final int HEAD_SHARE = 4;

  /** All running queries together may hold this part of the heap. */
  private static final int QUERY_SHARE = 4;

  private final InstantSource clock;
  private final MetricStore store;
  private final MetricIngest ingest;
  private final PromEngine engine;
  private final List<String> recovery = new ArrayList<>();

  /**
   * @param stored how the store is kept, but for the memory of its head
   * @param concurrentQueries that run at one time
   */
  MetricService(Path folder, MetricStoreSettings stored, int concurrentQueries, InstantSource clock)
      throws IOException {
    long heap = Runtime.getRuntime().maxMemory();
    HeadSettings head = stored.head().withLimits(Integer.MAX_VALUE, heap / HEAD_SHARE);
    this.clock = clock;
    this.store = MetricStore.open(folder, stored.withHead(head), recovery::add);
    this.ingest = new MetricIngest(store, clock);
    QueryLimits most = QueryLimits.DEFAULT;
    long samples = heap / QUERY_SHARE / Double.BYTES / concurrentQueries;
    QueryLimits limits =
        new QueryLimits(Math.min(most.maxSamples(), samples), most.maxSeries(), most.maxSteps());
    this.engine = new PromEngine(store, EngineSettings.DEFAULT.with(limits));
  }

  MetricStore store() {
    return store;
  }

  MetricIngest ingest() {
    return ingest;
  }

  PromEngine engine() {
    return engine;
  }

  List<String> recovery() {
    return List.copyOf(recovery);
  }

  void tick() throws IOException {
    store.tick(clock.millis());
  }

  void describe(MetricsText text) throws IOException {
    var u = store.usage(clock.millis());
    var h = u.head();
    text.gauge("mop_metrics_series", "Series in the head.", h.series())
        .gauge("mop_metrics_active_series", "Series with a recent sample.", h.activeSeries())
        .gauge("mop_metrics_head_bytes", "Memory of the head, roughly.", h.bytes())
        .counter("mop_metrics_samples_total", "Samples stored.", h.samples())
        .counter("mop_metrics_late_samples_total", "Of these, out of order.", h.lateSamples())
        .counter("mop_metrics_exemplars_total", "Exemplars stored.", h.exemplars())
        .counter("mop_metrics_wal_bytes_total", "Bytes written to the logs.", h.walBytes())
        .counter("mop_metrics_wal_syncs_total", "Times the logs were forced.", h.walSyncs())
        .gauge("mop_metrics_blocks", "Blocks there are.", u.blocks())
        .gauge("mop_metrics_block_bytes", "Bytes of their files.", u.blockBytes())
        .gauge("mop_metrics_log_bytes", "Bytes of the logs' files.", u.logBytes())
        .counter("mop_metrics_blocks_cut_total", "Blocks cut off the head.", u.blocksCut())
        .counter("mop_metrics_compactions_total", "Compactions of blocks.", u.compactions())
        .counter("mop_metrics_blocks_deleted_total", "Blocks deleted.", u.blocksDeleted())
        .counter("mop_metrics_read_bytes_total", "Bytes compactions read.", u.bytesRead())
        .counter("mop_metrics_written_bytes_total", "Bytes of blocks written.", u.bytesWritten());
    h.refused()
        .forEach((reason, count) ->
            text.counter(
                "mop_metrics_refused_total",
                "Samples and exemplars refused.",
                "reason=\"" + reason.text() + '"',
                count));
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
