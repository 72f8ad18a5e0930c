package mop.stack.traces;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import mop.stack.parquet.ParquetWriter;
import mop.stack.store.ObjectStore;

/**
 * Writes blocks, one after another: traces come sorted by id, the finished block goes to the object
 * store with {@code meta.json} last, so that a block without it is no block.
 */
final class BlockWriter {
  /** Tempo's default for {@code parquet_row_group_size_bytes}. */
  static final long ROW_GROUP_BYTES = 100_000_000;

  private static final int REPLICATION_FACTOR = 1;
  static final String CREATED_BY = "mop-workbench version 0.1.0(build )";

  private final ObjectStore store;
  private final String tenant;
  private final BlockEncoding encoding;
  private final ColumnPlan plan;
  private final Path scratch;
  private final ParquetWriter parquet;
  private final TraceColumns columns;

  /**
   * @param scratch file in which {@code data.parquet} is built
   */
  BlockWriter(ObjectStore store, TraceStoreSettings settings, Path scratch, Executor executor) {
    this.store = store;
    this.tenant = settings.tenant();
    this.encoding = settings.encoding();
    this.plan = ColumnPlan.of(encoding, settings.dedicatedColumns());
    this.scratch = scratch;
    this.parquet = new ParquetWriter(TempoSchema.of(encoding, plan), CREATED_BY, executor);
    this.columns = new TraceColumns(parquet, encoding, plan);
  }

  /** Gives the traces of a block, sorted by id and each once. */
  interface Source {
    /** How many there are at most. */
    int estimate();

    /** Fills the table with the next trace; false behind the last. */
    boolean next(SpanTable into) throws IOException;
  }

  BlockObjects.Written write(UUID blockId, OriginCatalog catalog, Source traces)
      throws IOException {
    TraceBloom bloom = new TraceBloom(traces.estimate());
    RowGroupIndex index = new RowGroupIndex();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(scratch), 1 << 16)) {
      Rows rows = new Rows(catalog, bloom, index, out);
      while (traces.next(rows.spans)) {
        rows.add();
      }
      rows.endRowGroup();
      int footer = parquet.end(out);
      out.flush();
      BlockMeta meta = meta(blockId, rows, bloom, index, footer);
      return BlockObjects.put(store, meta, scratch, bloom, index);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  /** The rows of one block on their way into row groups. */
  private final class Rows {
    final SpanTable spans = new SpanTable();
    private final TraceLayout layout;
    private final OriginCatalog catalog;
    private final TraceBloom bloom;
    private final RowGroupIndex index;
    private final OutputStream out;
    private long lastHigh;
    private long lastLow;
    private long groupBytes;
    long traces;
    long firstStart = -1;
    long lastEnd;

    Rows(OriginCatalog catalog, TraceBloom bloom, RowGroupIndex index, OutputStream out)
        throws IOException {
      this.layout = new TraceLayout(catalog);
      this.catalog = catalog;
      this.bloom = bloom;
      this.index = index;
      this.out = out;
      parquet.begin(out);
    }

    void add() throws IOException {
      layout.arrange(spans);
      columns.add(spans, layout, catalog);
      bloom.add(spans.idHigh, spans.idLow);
      lastHigh = spans.idHigh;
      lastLow = spans.idLow;
      traces++;
      if (Long.compareUnsigned(columns.lastStart, firstStart) < 0) {
        firstStart = columns.lastStart;
      }
      if (Long.compareUnsigned(columns.lastEnd, lastEnd) > 0) {
        lastEnd = columns.lastEnd;
      }
      groupBytes += RowGroupEstimate.bytes(spans, layout);
      if (groupBytes > ROW_GROUP_BYTES) {
        endRowGroup();
      }
    }

    void endRowGroup() throws IOException {
      if (groupBytes > 0) {
        parquet.endRowGroup(out);
        index.add(lastHigh, lastLow);
        groupBytes = 0;
      }
    }
  }

  private BlockMeta meta(
      UUID blockId, Rows rows, TraceBloom bloom, RowGroupIndex index, int footer) {
    long second = 1_000_000_000L;
    return new BlockMeta(
        encoding.format(),
        blockId.toString(),
        tenant,
        Instant.ofEpochSecond(Long.divideUnsigned(rows.firstStart, second)),
        Instant.ofEpochSecond(Long.divideUnsigned(rows.lastEnd, second)),
        rows.traces,
        parquet.written(),
        0,
        index.size(),
        bloom.shards(),
        footer,
        plan.kept(),
        REPLICATION_FACTOR);
  }
}
