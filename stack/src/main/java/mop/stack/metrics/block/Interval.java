package mop.stack.metrics.block;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A range of time.
 *
 * @param from milliseconds since 1970, included
 * @param to milliseconds since 1970, included
 */
public record Interval(long from, long to) {
  public Interval {
    if (from > to) {
      throw new IllegalArgumentException("interval from " + from + " to " + to);
    }
  }

  public boolean contains(long millis) {
    return from <= millis && millis <= to;
  }

  /** Sorted and with those joined that touch. */
  public static List<Interval> union(List<Interval> intervals) {
    List<Interval> sorted = new ArrayList<>(intervals);
    sorted.sort(Comparator.comparingLong(Interval::from));
    List<Interval> joined = new ArrayList<>();
    for (Interval i : sorted) {
      Interval last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && (last.to == Long.MAX_VALUE || i.from <= last.to + 1)) {
        joined.set(joined.size() - 1, new Interval(last.from, Math.max(last.to, i.to)));
      } else {
        joined.add(i);
      }
    }
    return joined;
  }
}
