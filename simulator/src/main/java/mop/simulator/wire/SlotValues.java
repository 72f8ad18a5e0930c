package mop.simulator.wire;

import mop.simulator.random.RandomStream;

/**
 * What fills the slots of the next span. The fields of a trace are set once a trace, those of a
 * span once a span; the rest is drawn when the slot is met. Not thread-safe.
 */
public final class SlotValues {
  /** Number of different users. */
  public static final int USERS = 2_000_000;

  /** Number of different products. */
  public static final int PRODUCTS = 40_000;

  final RandomStream random;

  long traceHigh;
  long traceLow;
  int user;
  long order;
  long session;
  long client;

  long spanId;
  long parentId;
  long startNanos;
  long endNanos;
  byte[] peer = new byte[Slot.PEER.width()];
  int result;

  public SlotValues(RandomStream random) {
    this.random = random;
  }

  /** Draws the id and the circumstances of a new trace. */
  public void beginTrace() {
    traceHigh = random.id();
    traceLow = random.id();
    user = random.below(USERS);
    long draw = random.nextLong();
    order = Long.remainderUnsigned(draw, 10_000_000_000L);
    session = draw;
    client = random.nextLong();
  }

  /** First eight bytes of the trace id, big-endian. */
  public long traceHigh() {
    return traceHigh;
  }

  /** Last eight bytes of the trace id, big-endian. */
  public long traceLow() {
    return traceLow;
  }

  /**
   * Sets what is particular to one span.
   *
   * @param parent 0 for none
   * @param peerAddress text of {@link Slot#PEER}'s width; not copied
   * @param operationResult 0 to 127
   */
  public void span(
      long id, long parent, long start, long end, byte[] peerAddress, int operationResult) {
    spanId = id;
    parentId = parent;
    startNanos = start;
    endNanos = end;
    peer = peerAddress;
    result = operationResult;
  }
}
