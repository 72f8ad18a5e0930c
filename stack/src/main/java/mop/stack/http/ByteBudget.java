package mop.stack.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of requests that may be held in memory at one time. What would be more is refused at
 * once, never queued: a client that is told to come back later holds no memory here. Thread-safe.
 */
public final class ByteBudget {
  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();

  /**
   * @param limit bytes; positive
   */
  public ByteBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit " + limit);
    }
    this.limit = limit;
  }

  /** An eighth of the heap, the rest being for what stores and queries hold. */
  public static ByteBudget ofHeap() {
    return new ByteBudget(Runtime.getRuntime().maxMemory() / 8);
  }

  public long limit() {
    return limit;
  }

  /** Bytes held now. */
  public long held() {
    return held.get();
  }

  /** How often bytes were refused. */
  public long refusals() {
    return refusals.get();
  }

  /** The share of one request, empty at first. */
  public Lease lease() {
    return new Lease();
  }

  private boolean take(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    refusals.incrementAndGet();
    return false;
  }

  /** What one request holds; given back when it is closed. Thread-safe. */
  public final class Lease implements AutoCloseable {
    private long bytes;
    private boolean closed;

    private Lease() {}

    /**
     * Takes more bytes; false, and nothing taken, when the budget does not have them. True after
     * the close: whoever still asks then is about to stop.
     */
    public synchronized boolean grow(long more) {
      if (closed) {
        return true;
      }
      if (!take(more)) {
        return false;
      }
      bytes += more;
      return true;
    }

    /** Gives bytes back that were taken. */
    public synchronized void shrink(long fewer) {
      if (!closed) {
        held.addAndGet(-fewer);
        bytes -= fewer;
      }
    }

    /** Gives back everything. */
    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        held.addAndGet(-bytes);
      }
    }
  }
}
