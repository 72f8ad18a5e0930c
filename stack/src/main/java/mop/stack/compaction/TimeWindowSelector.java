package mop.stack.compaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Tempo's choice of the blocks that are merged ({@code tempodb/blockselector}, Tempo 3.0). A window
 * is a whole number of {@code compaction_window}s since 1970, a block belongs to the window of its
 * last span.
 *
 * <ul>
 *   <li>Of the last 24 hours, blocks are merged by window and level, lowest level and latest window
 *       first, the smallest blocks first.
 *   <li>Of earlier windows, blocks are merged whatever their level, latest window first, lowest
 *       level and smallest blocks first.
 *   <li>The window in which the 24 hours end is left alone, so that two compactors that see the
 *       clock differently do not take the same block.
 *   <li>A job holds blocks next to each other in this order that agree in replication factor,
 *       encoding and dedicated columns, as many as the limits allow.
 * </ul>
 *
 * <p>Tempo compares levels and replication factors as text (level 10 comes before level 2); so does
 * this. Among blocks of the same size with different dedicated columns Tempo orders by a hash, this
 * by their text.
 */
public final class TimeWindowSelector {
  private static final long ACTIVE_SECONDS = 24 * 3600;

  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::active)
          .reversed()
          .thenComparing(e -> e.active ? text(e.block.level()) : "")
          .thenComparingLong(e -> -e.window)
          .thenComparing(e -> text(e.block.replicationFactor()))
          .thenComparing(e -> e.active ? "" : text(e.block.level()))
          .thenComparingLong(e -> e.block.traces())
          .thenComparing(e -> e.block.encoding())
          .thenComparing(e -> e.block.dedicatedColumns());

  private final TempoCompaction settings;

  /**
   * Blocks that become one.
   *
   * @param inputs at least two, in the order in which their traces are combined
   */
  public record Job(List<TempoBlock> inputs) {
    public Job {
      inputs = List.copyOf(inputs);
    }

    /** Level of the block that comes out: one above the highest of the inputs. */
    public int outputLevel() {
      return 1 + inputs.stream().mapToInt(TempoBlock::level).max().orElse(0);
    }
  }

  private record Entry(TempoBlock block, long window, boolean active) {
    /** Whether both may come into one job. */
    boolean fits(Entry other) {
      TempoBlock b = other.block;
      return window == other.window
          && (!active || block.level() == b.level())
          && block.replicationFactor() == b.replicationFactor()
          && block.encoding().equals(b.encoding())
          && block.dedicatedColumns().equals(b.dedicatedColumns());
    }
  }

  public TimeWindowSelector(TempoCompaction settings) {
    this.settings = settings;
  }

  /**
   * The jobs that the blocks of a tenant call for, first come first; no block is in two of them.
   *
   * @param blocks not compacted yet; of equal blocks the earlier is taken first
   * @param nowSecond Unix seconds
   */
  public List<Job> jobs(Collection<TempoBlock> blocks, long nowSecond) {
    List<Entry> entries = entries(blocks, nowSecond);
    List<Job> jobs = new ArrayList<>();
    int at = 0;
    while (at < entries.size()) {
      int end = stripe(entries, at);
      if (end - at >= settings.minInputBlocks()) {
        jobs.add(new Job(entries.subList(at, end).stream().map(Entry::block).toList()));
      }
      at = end;
    }
    return jobs;
  }

  private List<Entry> entries(Collection<TempoBlock> blocks, long nowSecond) {
    long cutover = window(nowSecond - ACTIVE_SECONDS);
    List<Entry> entries = new ArrayList<>();
    for (TempoBlock b : blocks) {
      long window = window(b.endSecond());
      boolean done =
          settings.maxCompactionLevel() > 0 && b.level() >= settings.maxCompactionLevel();
      if (window != cutover && !done) {
        entries.add(new Entry(b, window, window > cutover));
      }
    }
    entries.sort(ORDER);
    return entries;
  }

  private long window(long second) {
    return second / settings.compactionWindow().toSeconds();
  }

  /** End of the longest job that begins with an entry; the entry after it when there is none. */
  private int stripe(List<Entry> entries, int from) {
    Entry first = entries.get(from);
    long traces = first.block.traces();
    long bytes = first.block.bytes();
    int end = from + 1;
    while (end < entries.size() && end - from < settings.maxInputBlocks()) {
      Entry next = entries.get(end);
      traces += next.block.traces();
      bytes += next.block.bytes();
      if (!first.fits(next)
          || traces > settings.maxCompactionObjects()
          || bytes > settings.maxBlockBytes()) {
        break;
      }
      end++;
    }
    return end;
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
