package mop.stack.metrics.block;

import java.util.List;
import java.util.Optional;

/**
 * The file {@code meta.json} of a block, version 1.
 *
 * @param minTime milliseconds since 1970; no sample is before
 * @param maxTime milliseconds since 1970; all samples are before
 * @param thanos what Thanos and Mimir add
 */
public record BlockMeta(
    Ulid ulid,
    long minTime,
    long maxTime,
    Stats stats,
    Compaction compaction,
    Optional<ThanosMeta> thanos) {
  /** Hint of a block that was made of samples out of order only. */
  public static final String OUT_OF_ORDER = "from-out-of-order";

  /**
   * What is in the block.
   *
   * @param floats samples that are floats; 0 in blocks of Prometheus before 3
   * @param histograms samples that are native histograms; 0 in blocks of Prometheus before 3
   */
  public record Stats(
      long samples, long floats, long histograms, long series, long chunks, long tombstones) {
    public static final Stats EMPTY = new Stats(0, 0, 0, 0, 0, 0);
  }

  /**
   * Where the block comes from.
   *
   * @param level 1 for a block cut from a head, else one more than its highest parent
   * @param sources blocks cut from a head that went into it, sorted
   * @param deletable it turned out empty in a compaction
   * @param parents blocks that it was compacted from
   * @param failed a compaction of it failed
   * @param hints sorted
   */
  public record Compaction(
      int level,
      List<Ulid> sources,
      boolean deletable,
      List<Parent> parents,
      boolean failed,
      List<String> hints) {
    public Compaction {
      sources = List.copyOf(sources);
      parents = List.copyOf(parents);
      hints = List.copyOf(hints);
    }

    /** Of a block cut from a head. */
    public static Compaction cut(Ulid ulid, List<String> hints) {
      return new Compaction(1, List.of(ulid), false, List.of(), false, hints);
    }
  }

  /** A block that went into this one. */
  public record Parent(Ulid ulid, long minTime, long maxTime) {}

  /** Meta of a block cut from a head; its stats come when it is written. */
  public static BlockMeta cut(Ulid ulid, long minTime, long maxTime, List<String> hints) {
    return new BlockMeta(
        ulid, minTime, maxTime, Stats.EMPTY, Compaction.cut(ulid, hints), Optional.empty());
  }

  public BlockMeta withStats(Stats s) {
    return new BlockMeta(ulid, minTime, maxTime, s, compaction, thanos);
  }

  public BlockMeta withThanos(ThanosMeta t) {
    return new BlockMeta(ulid, minTime, maxTime, stats, compaction, Optional.of(t));
  }

  /** Milliseconds between raw samples' successors: 0 for raw, else the window of down-sampling. */
  public long resolutionMillis() {
    return thanos.map(ThanosMeta::resolutionMillis).orElse(0L);
  }

  /** Whether all its samples came out of order. */
  public boolean isOutOfOrder() {
    return compaction.hints.contains(OUT_OF_ORDER);
  }

  /** Whether it may have samples in the range, both ends included. */
  public boolean overlaps(long fromMillis, long toMillis) {
    return minTime <= toMillis && fromMillis < maxTime;
  }
}
