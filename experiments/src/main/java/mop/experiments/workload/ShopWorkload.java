package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mop.simulator.BlockTruth;
import mop.simulator.shop.Shop;
import mop.simulator.shop.ShopParameters;

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
      BlockTruth truth = Shop.generate(parameters, seed, block, threads, writer);
      return new TelemetryBlock(
          block,
          truth.faults(),
          writer.bytes(),
          writer.sha256Hex(),
          truth.startNanos(),
          truth.endNanos(),
          file,
          0,
          writer.position());
    }
  }

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
