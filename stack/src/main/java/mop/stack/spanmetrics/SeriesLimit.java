package mop.stack.spanmetrics;

/** How many series there are, and may be. */
final class SeriesLimit {
  private final int most;
  private long active;
  private long refused;

  SeriesLimit(int most) {
    this.most = most;
  }

  /** Whether there is room for so many more, which are there then. */
  boolean add(int series) {
    if (active + series > most) {
      refused += series;
      return false;
    }
    active += series;
    return true;
  }

  void remove(int series) {
    active -= series;
  }

  long active() {
    return active;
  }

  long refused() {
    return refused;
  }
}
