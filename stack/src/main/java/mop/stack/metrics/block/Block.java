package mop.stack.metrics.block;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.CorruptChunk;
import mop.stack.store.ObjectStore;

/**
 * A block of Prometheus' TSDB, ours or its own, read in a folder or an object store. Thread-safe.
 * What is broken in it is an {@link InvalidInput} that names file and offset.
 */
public final class Block implements SeriesSource {
  private final BlockMeta meta;
  private final IndexReader index;
  private final ChunkReader chunks;
  private final Tombstones tombstones;

  private Block(BlockMeta meta, IndexReader index, ChunkReader chunks, Tombstones tombstones) {
    this.meta = meta;
    this.index = index;
    this.chunks = chunks;
    this.tombstones = tombstones;
  }

  /**
   * Opens a block in its folder. Its files stay open as long as the block or a cursor of it can be
   * reached; the folder may be deleted meanwhile.
   *
   * @throws InvalidInput when something is missing, damaged or of another version
   */
  public static Block open(Path folder) throws IOException {
    FolderFiles files = new FolderFiles(folder);
    return open(files, meta(files));
  }

  /**
   * Opens a block in an object store, to be read by ranges.
   *
   * @throws InvalidInput when something is missing, damaged or of another version
   */
  public static Block open(ObjectStore store, String tenant, Ulid ulid) throws IOException {
    ObjectFiles files = new ObjectFiles(store, tenant + '/' + ulid + '/');
    BlockMeta meta = meta(files);
    files.sizes(meta);
    return open(files, meta);
  }

  private static Block open(BlockFiles files, BlockMeta meta) throws IOException {
    try {
      return new Block(meta, IndexReader.open(files), new ChunkReader(files), tombstones(files));
    } catch (NoSuchFileException e) {
      throw Damage.in(files.path(BlockFiles.INDEX), "is missing");
    }
  }

  private static Tombstones tombstones(BlockFiles files) throws IOException {
    try {
      String file = files.path(BlockFiles.TOMBSTONES);
      return Tombstones.decode(files.whole(BlockFiles.TOMBSTONES), file);
    } catch (NoSuchFileException e) {
      // Thanos and Mimir do not store the file of a block without any.
      return Tombstones.NONE;
    }
  }

  /**
   * Only reads {@code meta.json} of a block's folder.
   *
   * @throws InvalidInput when it is missing or no such document
   */
  public static BlockMeta meta(Path folder) throws IOException {
    return meta(new FolderFiles(folder));
  }

  static BlockMeta meta(BlockFiles files) throws IOException {
    String file = files.path(BlockFiles.META);
    try {
      return MetaJson.read(files.whole(BlockFiles.META));
    } catch (NoSuchFileException e) {
      throw Damage.in(file, "is missing");
    } catch (IllegalArgumentException e) {
      throw Damage.in(file, String.valueOf(e.getMessage()));
    }
  }

  public BlockMeta meta() {
    return meta;
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) throws IOException {
    List<Series> found = new ArrayList<>();
    if (meta.overlaps(from, to)) {
      for (int ref : new Selection(index).select(matchers)) {
        Optional<IndexReader.Entry> e = index.entry(ref, from, to);
        if (e.isPresent()) {
          found.add(new Stored(e.get(), tombstones.of(ref)));
        }
      }
    }
    return found;
  }

  @Override
  public List<String> labelNames(long from, long to, List<Matcher> matchers) throws IOException {
    if (!meta.overlaps(from, to)) {
      return List.of();
    }
    if (matchers.isEmpty()) {
      return index.table().names();
    }
    SortedSet<String> names = new TreeSet<>(Labels::compareNames);
    for (int ref : new Selection(index).select(matchers)) {
      index.labels(ref).forEach((name, value) -> names.add(name));
    }
    return List.copyOf(names);
  }

  @Override
  public List<String> labelValues(String name, long from, long to, List<Matcher> matchers)
      throws IOException {
    return meta.overlaps(from, to) ? new Selection(index).values(name, matchers) : List.of();
  }

  /** A series of the block with all its chunks, as compaction takes them. */
  public record StoredSeries(Labels labels, int ref, List<StoredChunk> chunks) {}

  /** A chunk of a series; its bytes are read when they are asked for. */
  public final class StoredChunk {
    private final ChunkMeta where;

    private StoredChunk(ChunkMeta where) {
      this.where = where;
    }

    /** Time of the first sample, milliseconds since 1970. */
    public long minTime() {
      return where.minTime();
    }

    /** Time of the last sample, milliseconds since 1970. */
    public long maxTime() {
      return where.maxTime();
    }

    public Chunk read() throws IOException {
      return chunks.read(where);
    }
  }

  /** References of all series, in the order of their labels. */
  public int[] references() throws IOException {
    return index.all();
  }

  /** A series by its reference. */
  public StoredSeries series(int ref) throws IOException {
    IndexReader.Entry e = index.entry(ref);
    List<StoredChunk> stored = new ArrayList<>(e.chunks().size());
    for (ChunkMeta m : e.chunks()) {
      stored.add(new StoredChunk(m));
    }
    return new StoredSeries(e.labels(), ref, stored);
  }

  /** References of the series that satisfy all matchers, in the order of their labels. */
  public int[] references(List<Matcher> matchers) throws IOException {
    return new Selection(index).select(matchers);
  }

  /** The one line about a series whose chunks have their right checksums but make no sense. */
  public static InvalidInput damage(Labels labels, List<Block> blocks, CorruptChunk e) {
    List<String> places = blocks.stream().map(b -> b.chunks.place()).toList();
    return Damage.in(
        "series " + labels + " of " + String.join(", ", places), String.valueOf(e.getMessage()));
  }

  /** What was deleted of a series, sorted. */
  public List<Interval> deleted(int ref) {
    return tombstones.of(ref);
  }

  /** What was deleted without writing the block anew. */
  public Tombstones tombstones() {
    return tombstones;
  }

  /** A series that was found. */
  private final class Stored implements Series {
    private final IndexReader.Entry entry;
    private final List<Interval> deleted;

    Stored(IndexReader.Entry entry, List<Interval> deleted) {
      this.entry = entry;
      this.deleted = deleted;
    }

    @Override
    public Labels labels() {
      return entry.labels();
    }

    @Override
    public ChunkCursor samples() {
      ChunkCursor all = new BlockCursor(chunks, entry.chunks());
      return deleted.isEmpty() ? all : new DeletingCursor(all, deleted);
    }
  }
}
