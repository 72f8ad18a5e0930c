package mop.stack.receive;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import mop.stack.otlp.Signal;

/** Counts what receivers took and refused, by signal. Thread-safe. */
public final class ReceiveCounters {
  private final Map<Signal, Adders> bySignal = new EnumMap<>(Signal.class);

  /**
   * @param requests that were handed to a store
   * @param bytes of those, decompressed
   * @param partial of those, accepted in part
   * @param invalid of those, refused for good
   * @param refused told to come again, for lack of room or storage; not all were handed on
   */
  public record Counts(long requests, long bytes, long partial, long invalid, long refused) {}

  private static final class Adders {
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder partial = new LongAdder();
    private final LongAdder invalid = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private Counts counts() {
      return new Counts(requests.sum(), bytes.sum(), partial.sum(), invalid.sum(), refused.sum());
    }
  }

  public ReceiveCounters() {
    for (Signal signal : Signal.values()) {
      bySignal.put(signal, new Adders());
    }
  }

  private Adders of(Signal signal) {
    return bySignal.computeIfAbsent(signal, s -> new Adders());
  }

  /** Counts a request that was handed on. */
  public void count(Signal signal, long bytes, Receipt receipt) {
    Adders a = of(signal);
    a.requests.increment();
    a.bytes.add(bytes);
    switch (receipt) {
      case Receipt.Accepted accepted -> {}
      case Receipt.Partial partial -> a.partial.increment();
      case Receipt.Invalid invalid -> a.invalid.increment();
      case Receipt.Overloaded overloaded -> a.refused.increment();
      case Receipt.Unavailable unavailable -> a.refused.increment();
    }
  }

  /** Counts a request that was not read for lack of room. */
  public void refused(Signal signal) {
    of(signal).refused.increment();
  }

  public Counts counts(Signal signal) {
    return of(signal).counts();
  }
}
