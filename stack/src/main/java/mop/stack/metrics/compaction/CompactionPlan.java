package mop.stack.metrics.compaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.ThanosMeta;

/**
 * Decides which blocks are next made into one, as Prometheus 3 does (tsdb/compact.go): blocks that
 * overlap come first; then those that fill a larger range, or lie in one that is past; then one of
 * which much was deleted. The newest block is left as it is. Pure.
 *
 * @param ranges lengths of blocks in milliseconds, rising, each a multiple of the one before
 */
public record CompactionPlan(List<Long> ranges) {
  private static final long HOUR = 3_600_000;
  private static final int PROMETHEUS_FACTOR = 3;
  private static final int PROMETHEUS_STEPS = 10;

  /** More deleted intervals than this share of the series are worth writing a block anew. */
  private static final double MANY_TOMBSTONES = 0.05;

  /** 2 h, 12 h, 24 h: Mimir's default for {@code -compactor.block-ranges}. */
  public static final CompactionPlan DEFAULT =
      new CompactionPlan(List.of(2 * HOUR, 12 * HOUR, 24 * HOUR));

  public CompactionPlan {
    ranges = List.copyOf(ranges);
    for (int i = 0; i < ranges.size(); i++) {
      long before = i == 0 ? 1 : ranges.get(i - 1);
      if (ranges.get(i) < before || ranges.get(i) % before != 0) {
        throw new IllegalArgumentException("block ranges " + ranges);
      }
    }
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("no block range");
    }
  }

  /**
   * Prometheus' own ranges: 2 h, 6 h, 18 h and so on by three, up to a tenth of the retention and
   * 31 days (cmd/prometheus/main.go).
   *
   * @param retentionMillis 0 for none
   */
  public static CompactionPlan prometheus(long retentionMillis) {
    long longest = 31 * 24 * HOUR;
    if (retentionMillis != 0) {
      longest = Math.min(longest, retentionMillis / 10);
    }
    List<Long> ranges = new ArrayList<>();
    long range = 2 * HOUR;
    for (int i = 0; i < PROMETHEUS_STEPS && (i == 0 || range <= longest); i++) {
      ranges.add(range);
      range *= PROMETHEUS_FACTOR;
    }
    return new CompactionPlan(ranges);
  }

  /**
   * The blocks to make into one next, by their start; empty when there is nothing to do. Only
   * blocks of one resolution and the same external labels go together, and blocks made of a part of
   * the series stay among themselves.
   */
  public List<BlockMeta> next(List<BlockMeta> blocks) {
    Map<String, List<BlockMeta>> groups = new TreeMap<>();
    for (BlockMeta b : blocks) {
      if (!b.compaction().deletable()) {
        groups.computeIfAbsent(group(b), g -> new ArrayList<>()).add(b);
      }
    }
    for (List<BlockMeta> group : groups.values()) {
      List<BlockMeta> next = nextOf(group);
      if (!next.isEmpty()) {
        return next;
      }
    }
    return List.of();
  }

  private static String group(BlockMeta b) {
    List<String> hints =
        b.compaction().hints().stream().filter(h -> !h.equals(BlockMeta.OUT_OF_ORDER)).toList();
    Map<String, String> labels = b.thanos().map(ThanosMeta::labels).orElse(Map.of());
    return hints + " " + new TreeMap<>(labels) + " " + b.resolutionMillis();
  }

  private List<BlockMeta> nextOf(List<BlockMeta> group) {
    List<BlockMeta> sorted = new ArrayList<>(group);
    sorted.sort(
        Comparator.comparingLong(BlockMeta::minTime)
            .thenComparingLong(BlockMeta::maxTime)
            .thenComparing(BlockMeta::ulid));
    List<BlockMeta> overlapping = overlapping(sorted);
    if (!overlapping.isEmpty()) {
      return overlapping;
    }
    // The newest block was just cut: it stays a while, so that it can be backed up piece by piece.
    List<BlockMeta> settled = sorted.subList(0, sorted.size() - 1);
    List<BlockMeta> filling = filling(settled);
    return filling.isEmpty() ? muchDeleted(settled) : filling;
  }

  private static List<BlockMeta> overlapping(List<BlockMeta> sorted) {
    List<BlockMeta> found = new ArrayList<>();
    long reached = sorted.getFirst().maxTime();
    for (int i = 1; i < sorted.size(); i++) {
      BlockMeta b = sorted.get(i);
      if (b.minTime() < reached) {
        if (found.isEmpty()) {
          found.add(sorted.get(i - 1));
        }
        found.add(b);
      } else if (!found.isEmpty()) {
        break;
      }
      reached = Math.max(reached, b.maxTime());
    }
    return found;
  }

  /** Blocks that fill a larger range from end to end, or lie in one that no later block is in. */
  private List<BlockMeta> filling(List<BlockMeta> settled) {
    if (settled.isEmpty()) {
      return List.of();
    }
    long newest = settled.getLast().minTime();
    for (long range : ranges.subList(1, ranges.size())) {
      for (List<BlockMeta> part : parts(settled, range)) {
        long from = part.getFirst().minTime();
        long to = part.getLast().maxTime();
        boolean complete = to - from == range || to <= newest;
        boolean failed = part.stream().anyMatch(b -> b.compaction().failed());
        if (complete && part.size() > 1 && !failed) {
          return part;
        }
      }
    }
    return List.of();
  }

  /** Blocks by the multiple of a range in which they lie; those that cross one are left out. */
  private static List<List<BlockMeta>> parts(List<BlockMeta> sorted, long range) {
    List<List<BlockMeta>> parts = new ArrayList<>();
    for (int i = 0; i < sorted.size(); ) {
      long end = Math.floorDiv(sorted.get(i).minTime(), range) * range + range;
      if (sorted.get(i).maxTime() > end) {
        i++;
        continue;
      }
      List<BlockMeta> part = new ArrayList<>();
      while (i < sorted.size() && sorted.get(i).maxTime() <= end) {
        part.add(sorted.get(i++));
      }
      parts.add(part);
    }
    return parts;
  }

  private List<BlockMeta> muchDeleted(List<BlockMeta> settled) {
    for (BlockMeta b : settled.reversed()) {
      long deleted = b.stats().tombstones();
      if (b.maxTime() - b.minTime() < ranges.get(ranges.size() / 2)) {
        // A short block will be written anew soon enough, but for one that is deleted altogether.
        return deleted > 0 && deleted >= b.stats().series() ? List.of(b) : List.of();
      }
      if (deleted > MANY_TOMBSTONES * (b.stats().series() + 1)) {
        return List.of(b);
      }
    }
    return List.of();
  }
}
