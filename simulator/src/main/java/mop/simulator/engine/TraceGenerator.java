package mop.simulator.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mop.simulator.BlockTruth;
import mop.simulator.graph.Topology;
import mop.stack.otlp.RequestSink;

/**
 * Makes blocks of traces of a topology. Slices of a block are made independently and sent in order,
 * so the number of threads changes nothing in the bytes. Thread-safe.
 */
public final class TraceGenerator {
  private final double healthShare;
  private final Compiled compiled;
  private final Expectations expectations;
  private final FaultSites sites;

  /**
   * @throws IllegalArgumentException if the topology refers to what it does not have
   */
  public TraceGenerator(Topology topology) {
    healthShare = topology.healthShare();
    compiled = Compiler.compile(topology);
    expectations = new Expectations(compiled);
    sites = new FaultSites(compiled, expectations);
  }

  /** Expected number of spans of a trace, health checks counted in. */
  public double spansPerTrace() {
    return healthShare * expectations.spansOfProbe(Arrivals.READY_FIFTHS / 5.0)
        + (1 - healthShare) * expectations.spansOfBusinessTrace();
  }

  /**
   * Makes one block and hands it to {@code sink}, on the calling thread.
   *
   * @param number index of the block; another number is another draw
   * @param threads busy at a time, the calling one included, at least 1
   * @throws IOException if the sink throws it, or the thread is interrupted
   */
  public BlockTruth generate(BlockShape shape, long seed, int number, int threads, RequestSink sink)
      throws IOException {
    Block block = Block.draw(compiled, expectations, sites, healthShare, shape, seed, number);
    Departures departures = new Departures(compiled, sink, shape.startSecond());
    if (threads <= 1) {
      alone(block, departures);
    } else {
      together(block, departures, threads - 1);
    }
    departures.sendAll();
    return new BlockTruth(
        block.plan().truth(),
        departures.hits(),
        departures.traces(),
        departures.spans(),
        block.nanos(0),
        block.nanos(shape.seconds()));
  }

  private static void alone(Block block, Departures departures) throws IOException {
    SliceMaker maker = new SliceMaker(block);
    Deque<Slice> spare = new ArrayDeque<>();
    for (int i = 0; i < block.slices(); i++) {
      Slice slice = spare.isEmpty() ? new Slice() : spare.pop();
      maker.fill(slice, i);
      spare.addAll(send(block, departures, slice, i));
    }
  }

  private static List<Slice> send(Block block, Departures departures, Slice slice, int number)
      throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while making traces");
    }
    departures.add(slice);
    return departures.sendUntil(block.shape().startSecond() + (number + 1L) * SliceMaker.SECONDS);
  }

  private static void together(Block block, Departures departures, int workers) throws IOException {
    int ahead = workers + 1;
    Queue<SliceMaker> makers = new ArrayBlockingQueue<>(workers);
    for (int i = 0; i < workers; i++) {
      makers.add(new SliceMaker(block));
    }
    Deque<Slice> spare = new ArrayDeque<>();
    Deque<Future<Slice>> underWay = new ArrayDeque<>();
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      int next = 0;
      for (int i = 0; i < block.slices(); i++) {
        while (next < block.slices() && next < i + ahead) {
          int number = next++;
          Slice slice = spare.isEmpty() ? new Slice() : spare.pop();
          underWay.add(executor.submit(() -> fill(makers, slice, number)));
        }
        spare.addAll(send(block, departures, result(underWay.remove()), i));
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static Slice fill(Queue<SliceMaker> makers, Slice slice, int number) {
    SliceMaker maker = makers.remove(); // as many makers as threads: one is always free
    try {
      maker.fill(slice, number);
      return slice;
    } finally {
      makers.add(maker);
    }
  }

  private static Slice result(Future<Slice> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("interrupted while making traces").initCause(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("making traces failed", e.getCause());
    }
  }
}
