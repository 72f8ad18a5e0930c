package mop.stack.traces;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.BufferedSource;
import mop.stack.parquet.ParquetFile;
import mop.stack.parquet.ParquetWriter;
import mop.stack.parquet.RowCopier;
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
  private static final String SCRATCH = "compacting-";

  private final ObjectStore store;
  private final Path scratch;
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
    return result;
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
    try (Merge merge = new Merge(inputs, encoding, file)) {
      merge.run();
      BlockMeta meta = merge.meta(id);
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

  /** One merge on its way into a file. */
  private final class Merge implements AutoCloseable {
    private final List<BlockMeta> blocks;
    private final BlockEncoding encoding;
    private final ColumnPlan plan;
    private final Path file;
    private final ParquetWriter parquet;
    private final ParquetWriter aside;
    private final TraceRows rows;
    private final RowCopier copier = new RowCopier();
    private final List<MergeInput> inputs = new ArrayList<>();
    private final List<Path> rewritten = new ArrayList<>();
    final TraceBloom bloom;
    final RowGroupIndex index = new RowGroupIndex();
    private long traces;
    private int footer;
    long combinedTraces;
    long repeatedSpans;

    Merge(List<BlockMeta> blocks, BlockEncoding encoding, Path file) {
      this.blocks = blocks;
      this.encoding = encoding;
      this.plan = ColumnPlan.of(encoding, blocks.getFirst().dedicatedColumns());
      this.file = file;
      this.parquet =
          new ParquetWriter(TempoSchema.of(encoding, plan), BlockWriter.CREATED_BY, executor);
      this.aside =
          new ParquetWriter(TempoSchema.of(encoding, plan), BlockWriter.CREATED_BY, executor);
      this.rows = new TraceRows(aside, encoding, plan);
      this.bloom = new TraceBloom(blocks.stream().mapToLong(BlockMeta::traces).sum());
    }

    void run() throws IOException {
      for (BlockMeta b : blocks) {
        ParquetFile data = BlockReader.guarded(b, () -> open(b));
        inputs.add(BlockReader.guarded(b, () -> new MergeInput(data)));
        copier.add(data);
      }
      int combined = copier.add(inputs.getFirst().file);
      MergeGroup group = new MergeGroup(rowGroupBytes);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        parquet.begin(out);
        while (next(group)) {
          combine(group, combined);
          guarded(() -> copier.copy(group.plan(), parquet, out));
          index.add(group.lastHigh, group.lastLow);
          traces += group.size();
        }
        footer = parquet.end(out);
      }
    }

    private boolean next(MergeGroup group) throws IOException {
      guarded(() -> group.fill(inputs, bloom::add));
      return group.size() > 0;
    }

    private ParquetFile open(BlockMeta b) throws IOException {
      String key = BlockObjects.prefix(b) + BlockObjects.DATA;
      ParquetFile data =
          ParquetFile.open(
              new BufferedSource((offset, length) -> store.getRange(key, offset, length), b.size()),
              b.size(),
              b.footerSize());
      boolean fits = RowCopier.fits(data.footer().schema(), parquet.schema());
      return fits ? data : rewrite(b);
    }

    /** A block of another version of the encoding is first written in that of the output. */
    private ParquetFile rewrite(BlockMeta b) throws IOException {
      Path copy = scratch.resolve(SCRATCH + "from-" + b.blockId() + ".parquet");
      rewritten.add(copy);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), 1 << 16)) {
        aside.begin(out);
        long[] bytes = {0};
        BlockReader.open(store, b)
            .traces(t -> {
              rows.add(List.of(t));
              bytes[0] += t.byteSize();
              if (bytes[0] > rowGroupBytes) {
                aside.endRowGroup(out);
                bytes[0] = 0;
              }
            });
        aside.endRowGroup(out);
        aside.end(out);
      }
      return fileOf(copy);
    }

    /** Combines the traces of which several inputs hold a part, into a file of their own. */
    private void combine(MergeGroup group, int number) throws IOException {
      if (group.partCounts.isEmpty()) {
        return;
      }
      ByteArrayOutputStream gathered = new ByteArrayOutputStream();
      aside.begin(gathered);
      guarded(() -> copier.copy(group.parts, aside, gathered));
      aside.end(gathered);
      ParquetFile partsFile = inMemory(gathered.toByteArray());
      StoredTraces parts = new StoredTraces(new RowColumns(partsFile, 0, 0), plan);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      aside.begin(out);
      int row = 0;
      for (int t = 0; t < group.partCounts.size(); t++) {
        List<RawTrace> same = new ArrayList<>();
        for (int p = group.partCounts.get(t); p > 0; p--) {
          same.add(parts.next());
        }
        if (allEqual(same)) {
          repeatedSpans += (same.size() - 1L) * same.getFirst().size();
        } else {
          repeatedSpans += rows.add(same);
          combinedTraces++;
          group.combined(t, number, row++);
        }
      }
      aside.endRowGroup(out);
      aside.end(out);
      copier.replace(number, inMemory(out.toByteArray()));
    }

    BlockMeta meta(String id) {
      BlockMeta first = blocks.getFirst();
      return new BlockMeta(
          encoding.format(),
          id,
          first.tenant(),
          blocks.stream().map(BlockMeta::startTime).min(Instant::compareTo).orElseThrow(),
          blocks.stream().map(BlockMeta::endTime).max(Instant::compareTo).orElseThrow(),
          traces,
          parquet.written(),
          1 + blocks.stream().mapToInt(BlockMeta::compactionLevel).max().orElseThrow(),
          index.size(),
          bloom.shards(),
          footer,
          plan.kept(),
          first.replicationFactor());
    }

    /** Damage that shows when several inputs are read at once is told with all of them. */
    private void guarded(BlockReader.Action action) throws IOException {
      String where =
          String.join(", ", blocks.stream().map(b -> BlockObjects.prefix(b)).toList())
              + BlockObjects.DATA;
      BlockReader.guarded(
          where,
          () -> {
            action.run();
            return true;
          });
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
      for (Path f : rewritten) {
        Files.deleteIfExists(f);
      }
    }
  }

  /** Whether all parts are the same trace; then Tempo keeps the first as it is. */
  private static boolean allEqual(List<RawTrace> parts) {
    RawTrace a = parts.getFirst();
    return parts.stream().skip(1).allMatch(b -> equal(a, b));
  }

  private static boolean equal(RawTrace a, RawTrace b) {
    boolean equal =
        a.size() == b.size()
            && Arrays.equals(a.bytes(), 0, a.byteSize(), b.bytes(), 0, b.byteSize());
    for (int i = 0; equal && i < a.size(); i++) {
      Origin x = a.origin(i);
      Origin y = b.origin(i);
      equal =
          a.length(i) == b.length(i)
              && (x.equals(y)
                  || (Arrays.equals(x.resource(), y.resource())
                      && Arrays.equals(x.scope(), y.scope())));
    }
    return equal;
  }

  private static ParquetFile inMemory(byte[] bytes) throws IOException {
    return ParquetFile.open(
        (offset, length) -> Arrays.copyOfRange(bytes, (int) offset, (int) offset + length),
        bytes.length,
        0);
  }

  private static ParquetFile fileOf(Path path) throws IOException {
    return ParquetFile.open(
        new BufferedSource(
            (offset, length) -> {
              try (java.nio.channels.FileChannel in = java.nio.channels.FileChannel.open(path)) {
                java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(length);
                while (bytes.hasRemaining() && in.read(bytes, offset + bytes.position()) >= 0) {}
                return bytes.array();
              }
            },
            Files.size(path)),
        Files.size(path),
        0);
  }
}
