package mop.stack.logs;

/** The order in which entries are read. */
public enum Direction {
  /** From the oldest to the newest. */
  FORWARD,
  /** From the newest to the oldest. */
  BACKWARD;

  /** Compares times so that what is read first is less. */
  public int compare(long aNanos, long bNanos) {
    return this == FORWARD ? Long.compare(aNanos, bNanos) : Long.compare(bNanos, aNanos);
  }
}
