package mop.stack.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that fails and is slow as told, to see what others make of it. */
public final class FaultyObjectStore implements ObjectStore {
  private final ObjectStore rest;
  private final Plan plan;
  private final Pause pause;

  /** Kinds of requests. */
  public enum Request {
    PUT,
    GET,
    LIST,
    DELETE
  }

  /** What goes wrong with one request. */
  public sealed interface Fault {
    /** Nothing does. */
    record None() implements Fault {}

    /** It fails, and nothing was done. */
    record Fails() implements Fault {}

    /** It was done, but fails: its answer was lost. */
    record FailsAfterwards() implements Fault {}

    /**
     * A put stores the first half of the content and fails, as a store would that is neither S3 nor
     * writes aside. Other requests fail as with {@link Fails}.
     */
    record Torn() implements Fault {}

    /** It is done after a time. */
    record Slow(Duration by) implements Fault {}
  }

  /** Decides about each request. Thread-safe. */
  @FunctionalInterface
  public interface Plan {
    Fault next(Request request, String key);

    /** A fault for the n-th request of a kind, from 1. */
    static Plan nth(int n, Request kind, Fault fault) {
      AtomicInteger seen = new AtomicInteger();
      return (request, key) ->
          request == kind && seen.incrementAndGet() == n ? fault : new Fault.None();
    }

    /** One of the faults, each as likely as the others, with a probability. */
    static Plan seeded(long seed, double probability, List<Fault> faults) {
      SplittableRandom random = new SplittableRandom(seed);
      return (request, key) -> {
        synchronized (random) {
          boolean hit = random.nextDouble() < probability;
          return hit ? faults.get(random.nextInt(faults.size())) : new Fault.None();
        }
      };
    }
  }

  /**
   * @param pause of slow requests
   */
  public FaultyObjectStore(ObjectStore rest, Plan plan, Pause pause) {
    this.rest = rest;
    this.plan = plan;
    this.pause = pause;
  }

  /** Something that the store behind does. */
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T faulty(Request request, String key, Work<T> work) throws IOException {
    return carryOut(plan.next(request, key), request, key, work);
  }

  private <T> T carryOut(Fault fault, Request request, String key, Work<T> work)
      throws IOException {
    return switch (fault) {
      case Fault.None() -> work.run();
      case Fault.Fails() -> throw injected(request, key);
      case Fault.Torn() -> throw injected(request, key);
      case Fault.FailsAfterwards() -> {
        work.run();
        throw injected(request, key);
      }
      case Fault.Slow(Duration by) -> {
        await(by);
        yield work.run();
      }
    };
  }

  private static IOException injected(Request request, String key) {
    return new IOException("injected fault: " + request + " of " + key);
  }

  private void await(Duration by) throws IOException {
    try {
      pause.pause(by);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while slow", e);
    }
  }

  @Override
  public void put(String key, InputStream content, long length) throws IOException {
    Fault fault = plan.next(Request.PUT, key);
    if (fault instanceof Fault.Torn) {
      byte[] half = content.readNBytes((int) (length / 2));
      rest.put(key, new ByteArrayInputStream(half), half.length);
    }
    Work<Boolean> work =
        () -> {
          rest.put(key, content, length);
          return true;
        };
    carryOut(fault, Request.PUT, key, work);
  }

  @Override
  public byte[] get(String key) throws IOException {
    return faulty(Request.GET, key, () -> rest.get(key));
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    return faulty(Request.GET, key, () -> rest.getRange(key, offset, length));
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return faulty(Request.LIST, prefix, () -> rest.list(prefix));
  }

  @Override
  public void delete(String key) throws IOException {
    Work<Boolean> work =
        () -> {
          rest.delete(key);
          return true;
        };
    faulty(Request.DELETE, key, work);
  }

  @Override
  public Usage usage() {
    return rest.usage();
  }

  @Override
  public void close() {
    rest.close();
  }
}
