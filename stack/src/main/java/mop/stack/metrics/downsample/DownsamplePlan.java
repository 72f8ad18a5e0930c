package mop.stack.metrics.downsample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.Ulid;

/**
 * Decides which blocks are down-sampled: raw ones to 5 minutes, those of 5 minutes to an hour.
 * Pure. Thanos looks at how long a block is and so waits for its compactor to make blocks of two
 * days and two weeks; where blocks stay at a day, their age stands for it.
 */
public final class DownsamplePlan {
  /** 5 minutes in milliseconds. */
  public static final long FIVE_MINUTES = 300_000;

  /** An hour in milliseconds. */
  public static final long HOUR = 3_600_000;

  /** Thanos' ResLevel1DownsampleRange: 40 hours. */
  public static final long RAW_AFTER = 40 * HOUR;

  /** Thanos' ResLevel2DownsampleRange: 10 days. */
  public static final long FIVE_MINUTES_AFTER = 240 * HOUR;

  private DownsamplePlan() {}

  /**
   * @param resolutionMillis of the new block
   */
  public record Step(BlockMeta block, long resolutionMillis) {}

  /** Blocks that ended 40 hours or 10 days ago. */
  public static List<Step> byAge(List<BlockMeta> blocks, long nowMillis) {
    return steps(blocks, b -> nowMillis - b.maxTime());
  }

  /** Blocks at least 40 hours or 10 days long, as Thanos decides. */
  public static List<Step> byLength(List<BlockMeta> blocks) {
    return steps(blocks, b -> b.maxTime() - b.minTime());
  }

  private interface Measure {
    long millis(BlockMeta block);
  }

  /** Leaves out a block all whose sources are in blocks of the lower resolution already. */
  private static List<Step> steps(List<BlockMeta> blocks, Measure measure) {
    Set<Ulid> atFive = sources(blocks, FIVE_MINUTES);
    Set<Ulid> atHour = sources(blocks, HOUR);
    List<Step> steps = new ArrayList<>();
    for (BlockMeta b : blocks) {
      long resolution = b.resolutionMillis();
      List<Ulid> sources = b.compaction().sources();
      if (resolution == 0 && measure.millis(b) >= RAW_AFTER && !atFive.containsAll(sources)) {
        steps.add(new Step(b, FIVE_MINUTES));
      }
      if (resolution == FIVE_MINUTES
          && measure.millis(b) >= FIVE_MINUTES_AFTER
          && !atHour.containsAll(sources)) {
        steps.add(new Step(b, HOUR));
      }
    }
    return steps;
  }

  private static Set<Ulid> sources(List<BlockMeta> blocks, long resolution) {
    Set<Ulid> sources = new HashSet<>();
    for (BlockMeta b : blocks) {
      if (b.resolutionMillis() == resolution) {
        sources.addAll(b.compaction().sources());
      }
    }
    return sources;
  }
}
