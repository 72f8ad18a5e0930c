package mop.stack.compaction;

import java.time.Duration;
import mop.analysis.input.InvalidInput;

/**
 * Settings of Tempo's compaction, under Tempo's names.
 *
 * @param compactionWindow blocks whose last spans fall into different windows are never merged;
 *     whole seconds
 * @param maxCompactionObjects traces of all inputs of a job at most
 * @param maxBlockBytes bytes of all inputs of a job at most
 * @param minInputBlocks blocks of a job at least
 * @param maxInputBlocks blocks of a job at most
 * @param maxCompactionLevel blocks of this level or a higher one stay as they are; 0 for no limit
 * @param blockRetention blocks whose last span is older are given up
 * @param compactedBlockRetention compacted blocks are deleted this much later
 */
public record TempoCompaction(
    Duration compactionWindow,
    long maxCompactionObjects,
    long maxBlockBytes,
    int minInputBlocks,
    int maxInputBlocks,
    int maxCompactionLevel,
    Duration blockRetention,
    Duration compactedBlockRetention) {

  /**
   * Tempo 3.0's defaults: {@code backend_scheduler.provider.compaction} and {@code compaction} of
   * its configuration reference.
   */
  public static final TempoCompaction DEFAULTS =
      new TempoCompaction(
          Duration.ofHours(1),
          6_000_000,
          100L << 30,
          2,
          4,
          0,
          Duration.ofHours(336),
          Duration.ofHours(1));

  public TempoCompaction {
    if (compactionWindow.toSeconds() < 1) {
      throw invalid("compaction_window", compactionWindow.toString(), "1 s or more");
    }
    if (maxCompactionObjects < 1) {
      throw invalid("max_compaction_objects", Long.toString(maxCompactionObjects), "1 or more");
    }
    if (maxBlockBytes < 1) {
      throw invalid("max_block_bytes", Long.toString(maxBlockBytes), "1 or more");
    }
    if (minInputBlocks < 2 || maxInputBlocks < minInputBlocks) {
      throw invalid(
          "min_input_blocks and max_input_blocks",
          minInputBlocks + " and " + maxInputBlocks,
          "2 or more, the second not below the first");
    }
    if (maxCompactionLevel < 0) {
      throw invalid("max_compaction_level", Integer.toString(maxCompactionLevel), "0 or more");
    }
    if (blockRetention.isNegative() || blockRetention.isZero()) {
      throw invalid("block_retention", blockRetention.toString(), "more than zero");
    }
    if (compactedBlockRetention.isNegative()) {
      throw invalid("compacted_block_retention", compactedBlockRetention.toString(), "0 or more");
    }
  }

  private static InvalidInput invalid(String where, String what, String expected) {
    return new InvalidInput("trace compaction: " + where, what, expected, "Set another value.");
  }

  public TempoCompaction withWindow(Duration window) {
    return new TempoCompaction(
        window,
        maxCompactionObjects,
        maxBlockBytes,
        minInputBlocks,
        maxInputBlocks,
        maxCompactionLevel,
        blockRetention,
        compactedBlockRetention);
  }

  public TempoCompaction withLimits(long objects, long bytes) {
    return new TempoCompaction(
        compactionWindow,
        objects,
        bytes,
        minInputBlocks,
        maxInputBlocks,
        maxCompactionLevel,
        blockRetention,
        compactedBlockRetention);
  }

  public TempoCompaction withInputs(int min, int max, int maxLevel) {
    return new TempoCompaction(
        compactionWindow,
        maxCompactionObjects,
        maxBlockBytes,
        min,
        max,
        maxLevel,
        blockRetention,
        compactedBlockRetention);
  }

  public TempoCompaction withRetention(Duration blocks, Duration compacted) {
    return new TempoCompaction(
        compactionWindow,
        maxCompactionObjects,
        maxBlockBytes,
        minInputBlocks,
        maxInputBlocks,
        maxCompactionLevel,
        blocks,
        compacted);
  }
}
