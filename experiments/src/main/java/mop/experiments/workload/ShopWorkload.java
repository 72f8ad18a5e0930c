package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mop.simulator.BlockTruth;
import mop.simulator.shop.Shop;
import mop.simulator.shop.ShopParameters;
import mop.simulator.signals.SignalSettings;
import mop.stack.otlp.Signal;
import mop.stack.otlp.SignalSink;

/** The built-in shop of the simulator. */
final class ShopWorkload implements Workload {
  private final String spec;
  private final ShopParameters parameters;
  private final long seed;
  private final int threads;

  ShopWorkload(String spec, ShopParameters parameters, long seed, int threads) {
    this.spec = spec;
    this.parameters = parameters;
    this.seed = seed;
    this.threads = threads;
  }

  @Override
  public String spec() {
    return spec;
  }

  @Override
  public int availableBlocks() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int expectedVisibleFaults(int block) {
    return parameters.visibleFaultsPerBlock();
  }

  @Override
  public TelemetryBlock draw(int block, Path scratch) throws IOException {
    Path file = scratch.resolve("block.spool");
    try (Spool.Writer writer = new Spool.Writer(file)) {
      if (parameters.allSignals()) {
        return withOthers(block, scratch, file, writer);
      }
      BlockTruth truth = Shop.generate(parameters, seed, block, threads, writer);
      return drawn(block, truth, file, writer, List.of());
    }
  }

  private TelemetryBlock withOthers(int block, Path scratch, Path file, Spool.Writer traces)
      throws IOException {
    Path metricFile = scratch.resolve("block-metrics.spool");
    Path logFile = scratch.resolve("block-logs.spool");
    try (Spool.Writer metrics = new Spool.Writer(metricFile);
        Spool.Writer logs = new Spool.Writer(logFile)) {
      SignalSink sink =
          (signal, at, buffer, from, length) -> {
            switch (signal) {
              case TRACES -> traces.accept(at, buffer, from, length);
              case METRICS -> metrics.accept(at, buffer, from, length);
              case LOGS -> logs.accept(at, buffer, from, length);
              case PROFILES -> throw new IllegalStateException("the shop makes no profiles");
            }
          };
      BlockTruth truth =
          Shop.generate(parameters, SignalSettings.DEFAULT, seed, block, threads, sink);
      List<SignalRange> others =
          List.of(whole(Signal.METRICS, metricFile, metrics), whole(Signal.LOGS, logFile, logs));
      return drawn(block, truth, file, traces, others);
    }
  }

  private static SignalRange whole(Signal signal, Path file, Spool.Writer writer) {
    return new SignalRange(
        signal, writer.requests(), writer.bytes(), writer.sha256Hex(), file, 0, writer.position());
  }

  private static TelemetryBlock drawn(
      int block, BlockTruth truth, Path file, Spool.Writer traces, List<SignalRange> others) {
    return new TelemetryBlock(
        block,
        truth.faults(),
        traces.bytes(),
        traces.sha256Hex(),
        truth.startNanos(),
        truth.endNanos(),
        file,
        0,
        traces.position(),
        others);
  }

  /** Of traces alone: how metrics and logs grow is not asked. */
  @Override
  public Optional<Workload> atRate(double times) {
    ShopParameters other =
        new ShopParameters(
            parameters.spansPerBlock() * times,
            parameters.faultsPerBlock(),
            parameters.hours(),
            parameters.prevalence());
    return Optional.of(new ShopWorkload(other.spec(), other, seed, threads));
  }

  @Override
  public long skippedLines() {
    return 0;
  }

  @Override
  public String note() {
    return "Simulated traffic with injected faults; ground truth is exact.";
  }
}
