package mop.stack.compaction;

import java.util.Collection;
import java.util.List;

/**
 * Tempo's retention: a block whose last span is older than {@code block_retention} is marked as
 * compacted, a compacted one is deleted when {@code compacted_block_retention} has passed since it
 * was marked; so queries with an old list of blocks still find it.
 */
public final class TempoRetention {
  private final TempoCompaction settings;

  /**
   * A block that has been merged into another, or given up.
   *
   * @param compactedSecond when it was marked, Unix seconds
   */
  public record Compacted(TempoBlock block, long compactedSecond) {}

  /**
   * What is to be done with a tenant's blocks, each in the order in which they came.
   *
   * @param mark blocks to be marked as compacted
   * @param delete compacted blocks to be deleted
   */
  public record Plan(List<TempoBlock> mark, List<Compacted> delete) {
    public Plan {
      mark = List.copyOf(mark);
      delete = List.copyOf(delete);
    }
  }

  public TempoRetention(TempoCompaction settings) {
    this.settings = settings;
  }

  /**
   * Decides; a block that is marked now is not deleted before the next run.
   *
   * @param nowSecond Unix seconds
   */
  public Plan plan(Collection<TempoBlock> blocks, Collection<Compacted> compacted, long nowSecond) {
    long oldest = nowSecond - settings.blockRetention().toSeconds();
    long readable = nowSecond - settings.compactedBlockRetention().toSeconds();
    return new Plan(
        blocks.stream().filter(b -> b.endSecond() < oldest).toList(),
        compacted.stream().filter(c -> c.compactedSecond() < readable).toList());
  }
}
