package mop.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.analysis.cost.Resource;
import mop.analysis.cost.ResourceUsage;
import mop.experiments.run.Journal.Taken;
import mop.experiments.workload.SignalRange;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricStore;
import mop.stack.metrics.MetricStoreSettings;
import mop.stack.metrics.SampleBatch.Entry;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SeriesSource.Series;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockStore;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.ingest.Ingested;
import mop.stack.metrics.ingest.OtlpMetrics;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.RequestSink;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;

/**
 * Drives a block's metrics through the head into Prometheus blocks, and those into an object store
 * of their own, by the clock of their arrival.
 */
final class MetricTrial implements RequestSink {
  private static final String TENANT = "anonymous";
  private static final long TICK_MILLIS = 60_000;

  private final MetricStore store;
  private long nowMillis;
  private long tickedMillis;
  private long accepted;
  private long refused;
  private String example = "";

  private MetricTrial(MetricStore store) {
    this.store = store;
  }

  /**
   * @param folder for the store's files; is left with them
   * @param seed of the blocks' names
   */
  static SignalTrial run(SignalRange metrics, Path folder, long seed) throws IOException {
    Path objects = Files.createDirectories(folder.resolve("objects"));
    ObjectStore into = new FileObjectStore(objects);
    BlockStore blocks = new BlockStore(into, TENANT);
    MetricStoreSettings settings = MetricStoreSettings.DEFAULT.withSeed(seed);
    MetricTrial trial;
    long walBytes;
    CpuMeter cpu = CpuMeter.start(List.of(Thread.currentThread()));
    try (MetricStore store = MetricStore.open(folder.resolve("data"), settings, message -> {})) {
      trial = new MetricTrial(store);
      metrics.replay(trial);
      store.flush(trial.nowMillis);
      walBytes = store.usage(trial.nowMillis).head().walBytes();
    }
    for (Path block : blocks(folder.resolve("data"))) {
      blocks.upload(block);
    }
    double seconds = cpu.seconds();
    List<ResourceUsage.Use> uses = new ArrayList<>();
    uses.addAll(
        SignalTrial.uses(ResourceUsage.METRICS, metrics, walBytes, seconds, into.usage(), objects));
    Stored stored = read(blocks);
    uses.add(
        SignalTrial.count(
            ResourceUsage.METRICS, Resource.METRIC_SAMPLES, trial.accepted, "samples accepted"));
    uses.add(
        SignalTrial.count(
            ResourceUsage.METRICS, Resource.METRIC_SERIES, stored.series(), "series in blocks"));
    return new SignalTrial(
        uses,
        new Taken(ResourceUsage.METRICS, trial.accepted, trial.refused, trial.example),
        SignalTrial.difference(
            "samples", trial.accepted, stored.samples(), () -> repeated(metrics)));
  }

  @Override
  public void accept(long arrivalNanos, byte[] buffer, int offset, int length) throws IOException {
    nowMillis = Math.floorDiv(arrivalNanos, 1_000_000L);
    if (nowMillis - tickedMillis >= TICK_MILLIS) {
      store.tick(nowMillis);
      tickedMillis = nowMillis;
    }
    Ingested in = decode(buffer, offset, length);
    var outcome = store.append(in.batch(), nowMillis);
    accepted += outcome.samples();
    refused += in.batch().samples().size() - outcome.samples();
    refused += in.rejected().values().stream().mapToLong(Long::longValue).sum();
    if (example.isEmpty()) {
      example = in.example().isEmpty() ? outcome.example() : in.example();
    }
  }

  private static Ingested decode(byte[] buffer, int offset, int length) throws IOException {
    try {
      return OtlpMetrics.decode(buffer, offset, length);
    } catch (InvalidOtlp e) {
      throw new IOException("not a metrics request: " + e.getMessage(), e);
    }
  }

  private static List<Path> blocks(Path data) throws IOException {
    try (var all = Files.list(data)) {
      return all.filter(each -> Files.exists(each.resolve("meta.json"))).sorted().toList();
    }
  }

  private record Stored(long series, long samples) {}

  private static Stored read(BlockStore blocks) throws IOException {
    Set<Labels> series = new HashSet<>();
    long samples = 0;
    for (Ulid ulid : blocks.list()) {
      Block block = blocks.open(ulid);
      BlockMeta meta = block.meta();
      for (Series each : block.select(meta.minTime(), meta.maxTime(), List.of())) {
        series.add(each.labels());
        SampleCursor cursor = each.samples();
        while (cursor.next() != SampleCursor.Kind.END) {
          samples++;
        }
      }
    }
    return new Stored(series.size(), samples);
  }

  /** How many samples come again, of the same series and time. */
  private static long repeated(SignalRange metrics) {
    Set<List<Object>> seen = new HashSet<>();
    long[] repeated = new long[1];
    try {
      metrics.replay((arrival, buffer, offset, length) -> {
        for (Entry e : decode(buffer, offset, length).batch().samples()) {
          repeated[0] += seen.add(List.of(e.series(), e.millis())) ? 0 : 1;
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return repeated[0];
  }
}
