package mop.experiments.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import mop.analysis.telemetry.Fault;

/**
 * Cuts a recording into time blocks of about equal volume, none of which ends inside a fault. Pure.
 */
final class TimeBlocks {
  /**
   * A block holds at least about this many minutes with traffic; longer than request rates' memory.
   */
  static final int ACTIVE_MINUTES = 30;

  private static final long SECOND = 1_000_000_000L;

  /** After a fault its effects may linger; no block begins within this time. */
  private static final long GRACE = 120 * SECOND;

  private TimeBlocks() {}

  /** A range of time and of the spool, ends exclusive. */
  record Range(long startNanos, long endNanos, long spoolFrom, long spoolTo) {}

  /**
   * @param offsets first spool offset of each second with traffic, Unix seconds
   * @param end spool offset after the last request
   * @param least how many blocks at least, so that each fits into memory
   * @param most how many blocks at most, unless {@code least} is more
   */
  static List<Range> cut(
      NavigableMap<Long, Long> offsets, long end, List<Fault> faults, int least, int most) {
    long activeMinutes = offsets.keySet().stream().map(second -> second / 60).distinct().count();
    int enough = Math.max(2, least);
    int wanted = Math.clamp(activeMinutes / ACTIVE_MINUTES, enough, Math.max(enough, most));
    List<Map.Entry<Long, Long>> starts = new ArrayList<>();
    starts.add(offsets.firstEntry());
    for (int i = 1; i < wanted; i++) {
      Optional<Map.Entry<Long, Long>> boundary = boundary(offsets, end * i / wanted, faults);
      if (boundary.isPresent() && boundary.get().getKey() > starts.getLast().getKey()) {
        starts.add(boundary.get());
      }
    }
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      Map.Entry<Long, Long> next =
          i + 1 < starts.size() ? starts.get(i + 1) : Map.entry(offsets.lastKey() + 1, end);
      Map.Entry<Long, Long> start = starts.get(i);
      ranges.add(
          new Range(
              start.getKey() * SECOND, next.getKey() * SECOND, start.getValue(), next.getValue()));
    }
    return List.copyOf(ranges);
  }

  /** The first second with traffic at or after a spool offset that lies outside every fault. */
  private static Optional<Map.Entry<Long, Long>> boundary(
      SortedMap<Long, Long> offsets, long offset, List<Fault> faults) {
    return offsets.entrySet().stream()
        .filter(second -> second.getValue() >= offset)
        .filter(second -> outside(second.getKey() * SECOND, faults))
        .findFirst();
  }

  private static boolean outside(long nanos, List<Fault> faults) {
    return faults.stream().noneMatch(f -> nanos >= f.startNanos() && nanos < f.endNanos() + GRACE);
  }
}
