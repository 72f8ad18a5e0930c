package mop.stack.server;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets few queries run at one time, since each may hold much memory; the others wait, as in
 * Prometheus ({@code --query.max-concurrency}).
 */
public final class QuerySlots {
  private final Semaphore slots;
  private final Duration timeout;
  private final InstantSource clock;

  /** Something that is done in a slot. */
  interface Work<T, X extends Exception> {
    T run() throws X, IOException;
  }

  /**
   * @param timeout for waiting and running together; Prometheus' default is 2 minutes
   */
  public QuerySlots(int concurrent, Duration timeout, InstantSource clock) {
    this.slots = new Semaphore(concurrent, true);
    this.timeout = timeout;
    this.clock = clock;
  }

  /** The time by which a query that begins now has to be done, in milliseconds since 1970. */
  long deadline(long wantedMillis) {
    return clock.millis() + Math.min(wantedMillis, timeout.toMillis());
  }

  boolean isOver(long deadline) {
    return clock.millis() > deadline;
  }

  /** Does the work once there is a slot; empty when there was none before the deadline. */
  <T, X extends Exception> Optional<T> run(long deadline, Work<T, X> work) throws X, IOException {
    try {
      long left = Math.max(0, deadline - clock.millis());
      if (!slots.tryAcquire(left, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.run());
    } finally {
      slots.release();
    }
  }
}
