package mop.stack.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import mop.stack.parquet.FileFooter.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * A column of a row group for readers that need only some of its rows: pages are fetched when they
 * are needed, several side by side in one request, and kept as they are stored, so that the column
 * can be read again without fetching. Not thread-safe.
 */
public final class ColumnChunk {
  /** Fetched at once at most, unless a single page is larger. */
  private static final int MAX_FETCH = 4 << 20;

  /** Bytes that nobody asked for are fetched along when that saves a request. */
  private static final int MAX_GAP = 32 << 10;

  private final ParquetFile file;
  private final Chunk chunk;
  private final long rows;
  private @Nullable Dictionary dictionary;
  private @Nullable List<PageLocation> pages;
  private byte @Nullable [][] stored;
  private long fetched;

  /** A dictionary page, as stored and as decoded. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  private record Dictionary(PageHeader header, byte[] bytes, PageValues values) {}

  private ColumnChunk(ParquetFile file, Chunk chunk, long rows) {
    this.file = file;
    this.chunk = chunk;
    this.rows = rows;
  }

  public static ColumnChunk of(ParquetFile file, int rowGroup, int column) {
    return new ColumnChunk(
        file, file.chunk(rowGroup, column), file.footer().rowGroups().get(rowGroup).rows());
  }

  public Column column() {
    return chunk.column();
  }

  /** Whether no row has a value. */
  public boolean empty() {
    return chunk.empty();
  }

  /** Rows of the row group. */
  public long rows() {
    return rows;
  }

  /** Length of all pages, compressed. */
  public long bytes() {
    return chunk.bytes();
  }

  /** Bytes fetched so far. */
  public long fetched() {
    return fetched;
  }

  /** Whether values stand in a dictionary, which can be read without the pages. */
  public boolean hasDictionary() {
    return chunk.offset() < chunk.dataOffset();
  }

  /** The dictionary's strings, in the order of {@link RowReader#index}. */
  public List<byte[]> dictionary() throws IOException {
    PageValues v = readDictionary().values;
    List<byte[]> strings = new ArrayList<>();
    for (int i = 0; i + 1 < v.ends.length; i++) {
      strings.add(java.util.Arrays.copyOfRange(v.bytes, v.ends[i], v.ends[i + 1]));
    }
    return strings;
  }

  private Dictionary readDictionary() throws IOException {
    Dictionary known = dictionary;
    if (known != null) {
      return known;
    }
    byte[] bytes = fetch(chunk.offset(), chunk.dataOffset() - chunk.offset());
    try {
      PageHeader header = PageHeader.read(bytes, 0, bytes.length, bytes.length);
      if (header.type() != PageHeader.DICTIONARY) {
        throw new CorruptParquet("page type " + header.type() + " where a dictionary belongs");
      }
      PageValues values =
          new PageDecoder(column(), chunk.codec())
              .decodeDictionary(header, bytes, header.headerBytes());
      Dictionary read = new Dictionary(header, bytes, values);
      dictionary = read;
      return read;
    } catch (CorruptParquet e) {
      throw named(e);
    }
  }

  private byte[] fetch(long offset, long length) throws IOException {
    fetched += length;
    return file.read(offset, length);
  }

  private CorruptParquet named(CorruptParquet e) {
    return new CorruptParquet("column " + column().dotted() + ": " + e.getMessage(), e);
  }

  /**
   * Rows that can have a value that passes, from the pages' bounds; all rows where the file has
   * none. Fetches the column index and the offset index.
   *
   * @param rows taken from these; not changed
   */
  public BitSet rowsWithin(BitSet rows, BoundsTest test) throws IOException {
    BitSet within = (BitSet) rows.clone();
    List<PageBounds> bounds = PageBounds.all(file, chunk);
    fetched += chunk.columnIndexBytes();
    if (bounds.size() == pages().size()) {
      for (int p = 0; p < bounds.size(); p++) {
        PageBounds b = bounds.get(p);
        if (b.empty() || !test.passes(b)) {
          within.clear(firstRow(p), firstRow(p + 1));
        }
      }
    }
    return within;
  }

  /** Tells whether a page can hold a value that is looked for. */
  @FunctionalInterface
  public interface BoundsTest {
    boolean passes(PageBounds bounds);
  }

  int firstRow(int page) throws IOException {
    List<PageLocation> all = pages();
    return Math.toIntExact(page == all.size() ? rows : all.get(page).firstRow());
  }

  List<PageLocation> pages() throws IOException {
    List<PageLocation> known = pages;
    if (known != null) {
      return known;
    }
    List<PageLocation> all;
    if (chunk.offsetIndexBytes() > 0) {
      all = PageLocation.all(file, chunk);
      fetched += chunk.offsetIndexBytes();
      stored = new byte[all.size()][];
    } else {
      all = fetchAll();
    }
    check(all);
    pages = all;
    return all;
  }

  private void check(List<PageLocation> all) {
    long next = 0;
    for (PageLocation p : all) {
      if (p.firstRow() < next || p.firstRow() >= rows || (next == 0 && p.firstRow() != 0)) {
        throw new CorruptParquet("pages of " + column().dotted() + " are not in order of rows");
      }
      next = p.firstRow() + 1;
    }
    if (all.isEmpty() || rows > Integer.MAX_VALUE) {
      throw new CorruptParquet("column " + column().dotted() + " has no pages for its rows");
    }
  }

  /** Without an index: all pages, found by their headers. */
  private List<PageLocation> fetchAll() throws IOException {
    byte[] bytes = fetch(chunk.offset(), chunk.bytes());
    List<PageLocation> all = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>();
    long row = 0;
    for (int at = 0; at < bytes.length; ) {
      PageHeader h = PageHeader.read(bytes, at, bytes.length, bytes.length - at);
      int length = h.headerBytes() + h.compressed();
      if (h.type() != PageHeader.DICTIONARY) {
        all.add(new PageLocation(chunk.offset() + at, length, row));
        bodies.add(java.util.Arrays.copyOfRange(bytes, at, at + length));
        row += h.rows();
      }
      at += length;
    }
    stored = bodies.toArray(byte[][]::new);
    return all;
  }

  /**
   * The page's bytes; fetches it when it is not there yet, together with those behind it that will
   * be needed.
   *
   * @param needed rows that will be read
   * @param budget bytes to fetch at once
   */
  byte[] page(int number, BitSet needed, long budget) throws IOException {
    List<PageLocation> all = pages();
    byte[][] kept = stored;
    if (kept == null) {
      throw new IllegalStateException("pages are read before they are known");
    }
    byte[] there = kept[number];
    if (there != null) {
      return there;
    }
    int last = number;
    long start = all.get(number).offset();
    for (int p = number + 1; p < all.size() && kept[p] == null; p++) {
      long end = all.get(p).offset() + all.get(p).bytes();
      long gap = all.get(p).offset() - end(all.get(last));
      if (gap < 0 || gap > MAX_GAP || end - start > Math.min(budget, MAX_FETCH)) {
        break;
      }
      int row = needed.nextSetBit(firstRow(p));
      last = row >= 0 && row < firstRow(p + 1) ? p : last;
    }
    byte[] bytes = fetch(start, end(all.get(last)) - start);
    for (int p = number; p <= last; p++) {
      int from = Math.toIntExact(all.get(p).offset() - start);
      kept[p] = java.util.Arrays.copyOfRange(bytes, from, from + all.get(p).bytes());
    }
    return kept[number];
  }

  private static long end(PageLocation p) {
    return p.offset() + p.bytes();
  }

  /** Decodes a page. */
  PageDecoder.Page decode(byte[] bytes) throws IOException {
    PageDecoder decoder = new PageDecoder(column(), chunk.codec());
    if (hasDictionary()) {
      decoder.use(readDictionary().values);
    }
    try {
      PageHeader header = PageHeader.read(bytes, 0, bytes.length, bytes.length);
      return decoder.data(header, bytes, header.headerBytes());
    } catch (CorruptParquet e) {
      throw named(e);
    }
  }

  /**
   * A reader of rows in ascending order.
   *
   * @param needed the rows that will be read, as far as they are known
   * @param ahead whether pages may be fetched long before they are read
   */
  public RowReader read(BitSet needed, boolean ahead) {
    return new RowReader(this, needed, ahead);
  }
}
