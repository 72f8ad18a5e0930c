package mop.stack.metrics.compaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.Ulid;

/**
 * Decides which blocks are deleted, as Prometheus 3 does (tsdb/db.go). Pure. By default Prometheus
 * keeps 15 days and no limit of bytes.
 *
 * @param keepMillis a block goes when the newest block ends so much later than it
 * @param keepBytes the oldest blocks go until the rest has at most so many
 */
public record Retention(OptionalLong keepMillis, OptionalLong keepBytes) {
  public static final Retention DEFAULT =
      new Retention(OptionalLong.of(15L * 24 * 3_600_000), OptionalLong.empty());

  /**
   * @param bytes of all its files
   */
  public record Sized(BlockMeta meta, long bytes) {}

  /**
   * The blocks to delete: those that were made into another, those that turned out empty, and those
   * that are too old or too many.
   *
   * @param otherBytes of head and write-ahead log, which count for the limit too
   */
  public Set<Ulid> toDelete(List<Sized> blocks, long otherBytes) {
    Set<Ulid> delete = new HashSet<>();
    for (Sized b : blocks) {
      if (b.meta.compaction().deletable()) {
        delete.add(b.meta.ulid());
      }
      b.meta.compaction().parents().forEach(p -> delete.add(p.ulid()));
    }
    delete.retainAll(blocks.stream().map(b -> b.meta.ulid()).toList());
    List<Sized> kept = new ArrayList<>(blocks);
    kept.removeIf(b -> delete.contains(b.meta.ulid()));
    kept.sort(Comparator.comparingLong((Sized b) -> b.meta.maxTime()).reversed());
    long bytes = otherBytes;
    boolean expired = false;
    for (Sized b : kept) {
      bytes += b.bytes;
      long age = kept.getFirst().meta.maxTime() - b.meta.maxTime();
      boolean tooOld = age > 0 && keepMillis.isPresent() && age >= keepMillis.getAsLong();
      // Once one is too much, all older ones are, be they small enough to fit in again.
      expired |= tooOld || (keepBytes.isPresent() && bytes > keepBytes.getAsLong());
      if (expired) {
        delete.add(b.meta.ulid());
      }
    }
    return delete;
  }
}
