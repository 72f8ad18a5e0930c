package mop.stack.traces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.store.ObjectStore;

/**
 * Merges blocks of the encodings vParquet4 and vParquet5, ours and Tempo's, into one. Rows are
 * copied column by column without being put together; only a trace of which several blocks hold a
 * part is taken apart and combined, as Tempo combines it. Not thread-safe.
 *
 * <p>The block that comes out has the same id and bytes whenever the same blocks are merged, and is
 * stored before its inputs are marked. So after a crash every trace is in a block: twice, at most,
 * until the merge is done again, which then replaces what the first attempt left.
 */
public final class Compactor {
  static final String SCRATCH = "compacting-";

  private final ObjectStore store;
  private final Path scratch;
  private final MergeJournal journal;
  private final Executor executor;
  private final long rowGroupBytes;

  /**
   * What a merge did.
   *
   * @param block the block that came out
   * @param combinedTraces traces of which several blocks held different parts
   * @param repeatedSpans spans of those that were left out because an earlier part held them
   */
  public record Result(BlockMeta block, long combinedTraces, long repeatedSpans) {}

  /**
   * @param scratchFolder where blocks are built; made when missing. What a crash left there of
   *     earlier merges is deleted, so one compactor at a time may use it
   * @param columnExecutor encodes columns in parallel; {@code Runnable::run} for a single thread
   */
  public Compactor(ObjectStore store, Path scratchFolder, Executor columnExecutor)
      throws IOException {
    this(store, scratchFolder, columnExecutor, BlockWriter.ROW_GROUP_BYTES);
  }

  Compactor(ObjectStore store, Path scratchFolder, Executor columnExecutor, long rowGroupBytes)
      throws IOException {
    this.store = store;
    this.scratch = scratchFolder;
    this.journal = new MergeJournal(store, scratchFolder);
    this.executor = columnExecutor;
    this.rowGroupBytes = rowGroupBytes;
    Files.createDirectories(scratchFolder);
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(scratchFolder)) {
      leftovers = files.filter(f -> f.getFileName().toString().startsWith(SCRATCH)).toList();
    }
    for (Path f : leftovers) {
      Files.delete(f);
    }
  }

  /** Whether blocks of this encoding can be merged. */
  public static boolean supports(String encoding) {
    return encoding.startsWith("vParquet4") || encoding.startsWith("vParquet5");
  }

  /**
   * Merges blocks and marks them as compacted.
   *
   * @param inputs two or more of one tenant, encoding and set of dedicated columns
   * @param now noted as the time at which they were compacted
   * @throws InvalidInput when a block is damaged or does not go with the others; nothing has
   *     changed
   * @throws IOException when an object cannot be read or written; merge them again
   */
  public Result compact(List<BlockMeta> inputs, Instant now) throws IOException {
    Result result = merge(inputs);
    for (BlockMeta input : inputs) {
      BlockObjects.markCompacted(store, input, now);
    }
    journal.end(result.block().blockId());
    return result;
  }

  /**
   * Ends merges that a crash or a failure cut short after their blocks were written. To be called
   * before blocks are listed, else their traces are found twice.
   *
   * @param now noted as the time at which the inputs were compacted
   */
  public void finish(Instant now) throws IOException {
    journal.finish(now);
  }

  /** Merges blocks into a new one; the inputs stay. */
  private Result merge(List<BlockMeta> inputs) throws IOException {
    BlockMeta first = inputs.getFirst();
    for (BlockMeta b : inputs) {
      checkGoesWith(first, b);
    }
    String id = blockId(inputs).toString();
    Path file = scratch.resolve(SCRATCH + id + ".parquet");
    BlockEncoding encoding =
        first.format().startsWith("vParquet5") ? BlockEncoding.VPARQUET5 : BlockEncoding.VPARQUET4;
    try (BlockMerge merge =
        new BlockMerge(store, inputs, encoding, file, executor, rowGroupBytes)) {
      merge.run();
      BlockMeta meta = merge.meta(id);
      journal.begin(id, inputs);
      BlockObjects.put(store, meta, file, merge.bloom, merge.index);
      return new Result(meta, merge.combinedTraces, merge.repeatedSpans);
    }
  }

  private static void checkGoesWith(BlockMeta first, BlockMeta b) {
    boolean goes =
        supports(b.format())
            && b.format().substring(0, 9).equals(first.format().substring(0, 9))
            && b.tenant().equals(first.tenant())
            && b.dedicatedColumns().equals(first.dedicatedColumns());
    if (!goes) {
      throw new InvalidInput(
          BlockObjects.prefix(b) + BlockObjects.META,
          "does not go with block " + first.blockId(),
          "vParquet4 or 5 blocks of one tenant, encoding and set of dedicated columns",
          "Merge it with others, or leave it as it is.");
    }
  }

  /** Follows from the inputs' ids in their order. */
  private static UUID blockId(List<BlockMeta> inputs) {
    long seed = 0;
    long number = inputs.size();
    for (BlockMeta b : inputs) {
      for (char c : b.blockId().toCharArray()) {
        seed = (seed ^ c) * 0x100000001B3L;
        number = Long.rotateLeft(number, 7) * 0x9E3779B97F4A7C15L + c;
      }
    }
    return BlockIds.blockId(seed, number);
  }
}
