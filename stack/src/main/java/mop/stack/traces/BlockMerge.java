package mop.stack.traces;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.BufferedSource;
import mop.stack.parquet.ParquetFile;
import mop.stack.parquet.ParquetWriter;
import mop.stack.parquet.RowCopier;
import mop.stack.store.ObjectStore;

/** One merge of blocks on its way into a file. */
final class BlockMerge implements AutoCloseable {
  private final ObjectStore store;
  private final List<BlockMeta> blocks;
  private final BlockEncoding encoding;
  private final ColumnPlan plan;
  private final Path file;
  private final long rowGroupBytes;
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

  /**
   * @param file is made, and deleted when this is closed; others may come to lie beside it
   * @param rowGroupBytes of a row group by Tempo's measure
   */
  BlockMerge(
      ObjectStore store,
      List<BlockMeta> blocks,
      BlockEncoding encoding,
      Path file,
      Executor executor,
      long rowGroupBytes) {
    this.store = store;
    this.rowGroupBytes = rowGroupBytes;
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
    Path copy = file.resolveSibling(Compactor.SCRATCH + "from-" + b.blockId() + ".parquet");
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
              try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
                byte[] bytes = new byte[length];
                in.seek(offset);
                in.readFully(bytes);
                return bytes;
              }
            },
            Files.size(path)),
        Files.size(path),
        0);
  }
}
