package mop.stack.parquet;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Rows of a file between two bounds: all of them, or some. */
final class RowSet {
  final int from;
  final int to;
  private final @Nullable BitSet some;

  private RowSet(int from, int to, @Nullable BitSet some) {
    this.from = from;
    this.to = to;
    this.some = some;
  }

  static RowSet all(int from, int to) {
    return new RowSet(from, to, null);
  }

  /** None yet. */
  static RowSet some(int from, int to) {
    return new RowSet(from, to, new BitSet(to - from));
  }

  void add(int first, int end) {
    if (some != null) {
      some.set(first - from, end - from);
    }
  }

  /** Whether every row between the bounds is meant. */
  boolean dense() {
    return some == null;
  }

  /** Whether one of the rows {@code [first, end)} is meant. */
  boolean any(int first, int end) {
    int lower = Math.max(first, from);
    int upper = Math.min(end, to);
    if (lower >= upper) {
      return false;
    }
    if (some == null) {
      return true;
    }
    int next = some.nextSetBit(lower - from);
    return next >= 0 && next < upper - from;
  }
}
