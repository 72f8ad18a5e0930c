package mop.simulator.engine;

import java.util.Optional;
import mop.simulator.random.RandomStream;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/**
 * Fills slices of a block: all traces that begin in the same {@link #SECONDS} seconds. What is in a
 * slice depends on its number alone. Not thread-safe: one for each thread.
 */
final class SliceMaker {
  /** Length of a slice. */
  static final int SECONDS = 5;

  private static final long SECOND = 1_000_000_000L;

  /** Address of the stream that arrivals are drawn from, among those of the slice's traces. */
  private static final long ARRIVAL_STREAM = -1;

  private final Block block;
  private final RandomStream arrivals = new RandomStream(0, 0, 0, 0);
  private final SharedStateDiscreteSampler entries;
  private final TraceMaker traces;
  private Slice out;
  private int slice;
  private int item;

  SliceMaker(Block block) {
    this.block = block;
    entries =
        AliasMethodDiscreteSampler.of(
            arrivals,
            block.compiled().entries().stream().mapToDouble(Compiled.EntryPoint::share).toArray());
    out = new Slice();
    traces = new TraceMaker(block.compiled(), out);
  }

  /** Empties {@code target} and fills it with slice {@code number} of the block. */
  void fill(Slice target, int number) {
    out = target;
    slice = number;
    item = 0;
    int from = number * SECONDS;
    int to = Math.min(from + SECONDS, block.shape().seconds());
    target.begin(block.shape().startSecond() + from);
    traces.writeTo(target);
    arrivals.restart(block.seed(), block.number(), number, ARRIVAL_STREAM);
    for (int second = from; second < to; second++) {
      business(second);
    }
    probes(from, to);
    target.finish();
  }

  private void business(int second) {
    int count = poisson(block.arrivals().rate(second));
    for (int i = 0; i < count; i++) {
      long at = within(second);
      int entry = entries.sample();
      beginTrace();
      boolean chosen = false;
      Optional<PlannedFault> fault = block.plan().at(at);
      if (fault.isPresent()) {
        chosen = traces.random().uniform() < fault.get().share();
      }
      make(entry, at, chosen ? fault : Optional.empty());
    }
    Optional<PlannedFault> spike = block.plan().at(block.nanos(second));
    if (spike.isPresent() && spike.get().entry() != Exposure.NOTHING) {
      crowd(second, spike.get());
    }
  }

  private void make(int entry, long at, Optional<PlannedFault> fault) {
    Exposure exposure = fault.isPresent() ? fault.get().exposureAt(at) : Exposure.NONE;
    boolean hit = traces.make(block.compiled().entries().get(entry).node(), at, exposure);
    if (hit && fault.isPresent()) {
      out.hit(traces.traceHigh(), traces.traceLow(), fault.get().index());
    }
  }

  /** The traces that a traffic spike adds in this second, those within its window. */
  private void crowd(int second, PlannedFault spike) {
    int count = poisson(spike.extraPerSecond());
    for (int i = 0; i < count; i++) {
      long at = within(second);
      if (at < spike.truth().endNanos()) {
        beginTrace();
        traces.make(block.compiled().entries().get(spike.entry()).node(), at, Exposure.NONE);
        out.hit(traces.traceHigh(), traces.traceLow(), spike.index());
      }
    }
  }

  private void probes(int from, int to) {
    double interval = block.arrivals().probeInterval();
    int pods = block.compiled().probes().size();
    for (long k = (long) Math.ceil(from / interval); k * interval < to; k++) {
      double jitter = 0.35 + 0.3 * arrivals.uniform();
      long at = block.nanos(0) + (long) ((k + jitter) * interval * SECOND);
      Compiled.Probe probe = block.compiled().probes().get((int) (k % pods));
      boolean ready = (k / pods) % 5 < Arrivals.READY_FIFTHS;
      beginTrace();
      traces.probe(ready ? probe.ready() : probe.alive(), probe.pod(), at);
    }
  }

  private int poisson(double mean) {
    return mean <= 0 ? 0 : PoissonSampler.of(arrivals, mean).sample();
  }

  private long within(int second) {
    return block.nanos(second) + arrivals.below((int) SECOND);
  }

  private void beginTrace() {
    traces.random().restart(block.seed(), block.number(), slice, item++);
  }
}
