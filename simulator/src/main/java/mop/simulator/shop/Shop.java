package mop.simulator.shop;

import java.io.IOException;
import java.time.Instant;
import mop.simulator.BlockTruth;
import mop.simulator.engine.BlockShape;
import mop.simulator.engine.TraceGenerator;
import mop.simulator.signals.SignalSettings;
import mop.simulator.signals.SpanSignals;
import mop.stack.otlp.RequestSink;
import mop.stack.otlp.SignalSink;

/**
 * The workload {@code shop}: OTLP traces of an online shop, as its gateways would receive them,
 * with ground truth. Thread-safe.
 */
public final class Shop {
  /** Begin of block 0; each block begins where the one before it ends. */
  public static final Instant FIRST_BLOCK = Instant.parse("2026-10-05T08:00:00Z");

  private static final TraceGenerator GENERATOR = new TraceGenerator(ShopModel.topology());

  private Shop() {}

  /**
   * Makes one block. The requests are those of the pods' exporters: one {@code
   * ExportTraceServiceRequest} for each second of event time and pod, with one {@code
   * ResourceSpans} that holds all spans of the pod that ended in that second; it arrives when the
   * second is over. So the spans of a trace come in several requests, over several seconds.
   *
   * <p>Equal parameters, seed and block give equal bytes, whatever the number of threads. Memory
   * does not grow with the length of the block, save for about 40 bytes for each trace that a fault
   * hits.
   *
   * @param block index of the block, at least 0: another index is another draw, later in the day
   * @param threads busy at a time, at least 1; the sink is always called on the calling thread
   * @return what really happened, for judging only
   * @throws IOException if the sink throws it, or the thread is interrupted
   * @throws IllegalArgumentException if {@code block} or {@code threads} is out of range
   */
  public static BlockTruth generate(
      ShopParameters parameters, long seed, int block, int threads, RequestSink sink)
      throws IOException {
    if (block < 0 || threads < 1) {
      throw new IllegalArgumentException("block " + block + " on " + threads + " threads");
    }
    int seconds = (int) Math.round(parameters.hours() * 3600);
    BlockShape shape =
        new BlockShape(
            FIRST_BLOCK.getEpochSecond() + (long) block * seconds,
            seconds,
            parameters.spansPerBlock(),
            parameters.faultsPerBlock(),
            parameters.prevalence());
    return GENERATOR.generate(shape, seed, block, threads, sink);
  }

  /**
   * Makes one block with metrics and logs beside its traces, as {@link SpanSignals} derives them.
   * The trace requests are those of {@link #generate(ShopParameters, long, int, int, RequestSink)}.
   *
   * @param settings how dense metrics and logs are
   */
  public static BlockTruth generate(
      ShopParameters parameters,
      SignalSettings settings,
      long seed,
      int block,
      int threads,
      SignalSink sink)
      throws IOException {
    int seconds = (int) Math.round(parameters.hours() * 3600);
    long startSecond = FIRST_BLOCK.getEpochSecond() + (long) block * seconds;
    SpanSignals signals = new SpanSignals(settings, startSecond * 1_000_000_000L, seed, sink);
    BlockTruth truth = generate(parameters, seed, block, threads, signals);
    signals.finish();
    return truth;
  }

  /** Expected number of spans of a trace. */
  public static double spansPerTrace() {
    return GENERATOR.spansPerTrace();
  }
}
