package mop.stack.traces;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.CorruptParquet;
import mop.stack.parquet.ParquetFile;
import mop.stack.parquet.RowSearch;
import mop.stack.store.ObjectStore;

/**
 * Reads a Tempo block of the encodings vParquet3, vParquet4 and vParquet5, ours and Tempo's. Reads
 * through {@link ObjectStore#getRange}, so requests and bytes are counted; of a file it fetches
 * only the columns that are asked for and have values.
 *
 * <p>What is broken in a block is an {@link InvalidInput} that names the object.
 */
public final class BlockReader {
  private final ObjectStore store;
  private final String prefix;
  private final BlockMeta meta;
  private final ColumnPlan plan;
  private final ParquetFile file;

  /** Takes traces in the order of their ids. */
  @FunctionalInterface
  public interface TraceConsumer {
    void accept(RawTrace trace) throws IOException;
  }

  /** Takes the number of spans of each trace, in the order of their ids. */
  @FunctionalInterface
  public interface SpanCountConsumer {
    void accept(long idHigh, long idLow, int spans) throws IOException;
  }

  private BlockReader(ObjectStore store, String prefix, BlockMeta meta, ParquetFile file) {
    this.store = store;
    this.prefix = prefix;
    this.meta = meta;
    this.plan = ColumnPlan.stored(meta.format(), meta.dedicatedColumns());
    this.file = file;
  }

  /** Ids of a tenant's blocks: what has a {@code meta.json}, sorted. */
  public static List<String> blocks(ObjectStore store, String tenant) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String key : store.list(tenant + "/")) {
      String[] parts = key.split("/", -1);
      if (parts.length == 3 && parts[2].equals(BlockObjects.META)) {
        ids.add(parts[1]);
      }
    }
    return ids;
  }

  /**
   * Opens a block: fetches {@code meta.json} and the footer.
   *
   * @throws InvalidInput when it is missing, damaged or of another encoding
   */
  public static BlockReader open(ObjectStore store, String tenant, String blockId)
      throws IOException {
    String prefix = tenant + '/' + blockId + '/';
    String json = prefix + BlockObjects.META;
    return open(store, prefix, guarded(json, () -> BlockMeta.parse(store.get(json))));
  }

  /**
   * Opens a block of which the {@code meta.json} is known already: fetches the footer only.
   *
   * @throws InvalidInput when it is missing, damaged or of another encoding
   */
  public static BlockReader open(ObjectStore store, BlockMeta meta) throws IOException {
    return open(store, BlockObjects.prefix(meta), meta);
  }

  private static BlockReader open(ObjectStore store, String prefix, BlockMeta meta)
      throws IOException {
    if (!meta.format().matches("vParquet[345].*")) {
      throw broken(
          prefix + BlockObjects.META,
          "encoding " + meta.format() + " is not one of vParquet3, 4 and 5");
    }
    String data = prefix + BlockObjects.DATA;
    ParquetFile file =
        guarded(
            data,
            () ->
                ParquetFile.open(
                    (offset, length) -> store.getRange(data, offset, length),
                    meta.size(),
                    meta.footerSize()));
    return new BlockReader(store, prefix, meta, file);
  }

  /**
   * Finds a trace in a block of which the {@code meta.json} is known: fetches the shard of the
   * Bloom filter, and nothing else when the trace is not there but for one time in a hundred.
   */
  static Optional<RawTrace> find(ObjectStore store, BlockMeta meta, long idHigh, long idLow)
      throws IOException {
    return mayContain(store, BlockObjects.prefix(meta), meta, idHigh, idLow)
        ? open(store, meta).findInRows(idHigh, idLow)
        : Optional.empty();
  }

  public BlockMeta meta() {
    return meta;
  }

  /** The file that holds the traces, for readers of single columns. */
  public ParquetFile file() {
    return file;
  }

  /**
   * Reads all traces. A trace comes back as it was sent, but for what the encoding does not keep:
   * the order of attributes, span flags, and the difference between an array of one value and the
   * value in a dedicated column.
   */
  public void traces(TraceConsumer consumer) throws IOException {
    for (int g = 0; g < file.footer().rowGroups().size(); g++) {
      int group = g;
      long rows = file.footer().rowGroups().get(g).rows();
      StoredTraces traces = data(() -> new StoredTraces(new RowColumns(file, group, 0), plan));
      for (long r = 0; r < rows; r++) {
        consumer.accept(data(traces::next));
      }
    }
  }

  /** Finds a trace: by the Bloom filter, the index of row groups, then the pages that hold it. */
  public Optional<RawTrace> findTrace(long idHigh, long idLow) throws IOException {
    return mayContain(store, prefix, meta, idHigh, idLow)
        ? findInRows(idHigh, idLow)
        : Optional.empty();
  }

  private Optional<RawTrace> findInRows(long idHigh, long idLow) throws IOException {
    String key = prefix + BlockObjects.INDEX;
    RowGroupIndex index = guarded(key, () -> RowGroupIndex.parse(store.get(key)));
    int group = index.find(idHigh, idLow);
    if (group < 0) {
      return Optional.empty();
    }
    return data(() -> find(group, idHigh, idLow));
  }

  private static boolean mayContain(
      ObjectStore store, String prefix, BlockMeta meta, long idHigh, long idLow)
      throws IOException {
    byte[] id = BlockIds.bytes(idHigh, idLow);
    int shard = TraceBloom.shardOf(id, Math.max(1, meta.bloomShards()));
    String key = prefix + BlockObjects.BLOOM + shard;
    return guarded(key, () -> TraceBloom.mayContain(store.get(key), idHigh, idLow));
  }

  private Optional<RawTrace> find(int group, long idHigh, long idLow) throws IOException {
    file.fetchOffsetIndexes(group);
    long row = RowSearch.find(file, group, 0, BlockIds.bytes(idHigh, idLow));
    return row < 0
        ? Optional.empty()
        : Optional.of(new StoredTraces(new RowColumns(file, group, row), plan).next());
  }

  /** Counts the spans of each trace; reads two columns. */
  public void spanCounts(SpanCountConsumer consumer) throws IOException {
    for (int g = 0; g < file.footer().rowGroups().size(); g++) {
      int group = g;
      long rows = file.footer().rowGroups().get(g).rows();
      SpanCounts counts = data(() -> new SpanCounts(new RowColumns(file, group, 0)));
      for (long r = 0; r < rows; r++) {
        data(counts::next);
        consumer.accept(counts.idHigh, counts.idLow, counts.spans);
      }
    }
  }

  private <T> T data(Reading<T> reading) throws IOException {
    return guarded(prefix + BlockObjects.DATA, reading);
  }

  /** Something that is done with an object. */
  interface Action {
    void run() throws IOException;
  }

  /** Something that is read from an object. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Whatever the damaged data of a block makes fail is told with its key. */
  static <T> T guarded(BlockMeta block, Reading<T> reading) throws IOException {
    return guarded(BlockObjects.prefix(block) + BlockObjects.DATA, reading);
  }

  /** Whatever a damaged object makes fail is told with its key. */
  static <T> T guarded(String key, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (NoSuchFileException e) {
      throw new InvalidInput(
          key,
          "is missing",
          "an object of a Tempo block",
          "Name a folder that holds whole blocks.");
    } catch (CorruptParquet
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | ArithmeticException
        | NegativeArraySizeException e) {
      throw broken(key, String.valueOf(e.getMessage()));
    }
  }

  private static InvalidInput broken(String key, String what) {
    return new InvalidInput(
        key, what, "an object of a whole Tempo block", "Copy the block anew or leave it out.");
  }
}
