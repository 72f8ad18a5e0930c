package mop.stack.parquet;

import java.io.IOException;
import java.util.Arrays;
import mop.stack.parquet.FileFooter.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * Walks the level entries of a column chunk. Positioned before the first entry when made; {@link
 * #next} moves on. Not thread-safe.
 */
public final class ColumnReader {
  /** Bytes of a chunk fetched at once. */
  private static final int WINDOW = 1 << 19;

  /** Room for the header of most pages; statistics hold two values in full, twice. */
  private static final int HEADER = 1 << 10;

  private static final int MAX_HEADER = 1 << 26;

  private final ParquetFile file;
  private final Chunk chunk;
  private final PageDecoder decoder;
  private final int maxDefinition;
  private long nextPage;
  private final long end;
  private byte[] window = new byte[0];
  private long windowStart;
  private PageDecoder.Page page;
  private PageValues values;
  private int entry = -1;
  private int value = -1;
  private boolean ended;

  ColumnReader(ParquetFile file, Chunk chunk) {
    this.file = file;
    this.chunk = chunk;
    this.decoder = new PageDecoder(chunk.column(), chunk.codec());
    this.maxDefinition = chunk.column().maxDefinition();
    this.nextPage = chunk.offset();
    this.end = chunk.offset() + chunk.bytes();
    this.values = PageValues.plain(PhysicalType.INT64, window, 0, 0, 0);
    this.page = new PageDecoder.Page(0, window, window, values);
  }

  /** The column that is read. */
  public Column column() {
    return chunk.column();
  }

  /**
   * Moves to the next entry.
   *
   * @return false behind the last one
   */
  public boolean next() throws IOException {
    entry++;
    while (entry >= page.definition().length) {
      if (nextPage >= end) {
        ended = true;
        return false;
      }
      readPage();
      entry = 0;
      value = -1;
    }
    if (page.definition()[entry] == maxDefinition) {
      value++;
    }
    return true;
  }

  /** Whether {@link #next} has gone behind the last entry. */
  public boolean ended() {
    return ended;
  }

  /** Repetition level of the entry; 0 begins a row. */
  public int repetition() {
    return page.repetition()[entry];
  }

  /** Definition level of the entry. */
  public int definition() {
    return page.definition()[entry];
  }

  /** Whether the entry has a value. */
  public boolean present() {
    return definition() == maxDefinition;
  }

  /** The value of an integer or boolean column. */
  public long number() {
    return values.numbers[value];
  }

  public double real() {
    return Double.longBitsToDouble(values.numbers[value]);
  }

  /** The buffer that holds the value of a byte string column; not to be changed. */
  public byte[] bytes() {
    return values.bytes;
  }

  /** Where the byte string begins in {@link #bytes()}. */
  public int offset() {
    return values.ends[string()];
  }

  /** Length of the byte string. */
  public int length() {
    int s = string();
    return values.ends[s + 1] - values.ends[s];
  }

  private int string() {
    return values.indexes == null ? value : values.indexes[value];
  }

  /**
   * Moves to the first entry of a row, reading only the pages that are needed where the file has an
   * offset index.
   *
   * @param row counted within the row group
   */
  public void seek(long row) throws IOException {
    long first = 0;
    if (chunk.offsetIndexBytes() > 0) {
      PageLocation at = PageLocation.find(file, chunk, row);
      if (chunk.offset() < chunk.dataOffset()) {
        readDictionary();
      }
      nextPage = at.offset();
      first = at.firstRow();
      window = file.read(at.offset(), at.bytes());
      windowStart = at.offset();
    }
    for (long r = first - 1; r < row; ) {
      if (!next()) {
        throw new CorruptParquet("column " + column().dotted() + " ends before row " + row);
      }
      r += repetition() == 0 ? 1 : 0;
    }
  }

  private void readDictionary() throws IOException {
    nextPage = chunk.offset();
    window = file.read(chunk.offset(), chunk.dataOffset() - chunk.offset());
    windowStart = chunk.offset();
    PageHeader h = PageHeader.read(window, 0, window.length, window.length);
    decoder.dictionary(h, window, h.headerBytes());
  }

  private void readPage() throws IOException {
    try {
      PageHeader h = header();
      int body = (int) (nextPage - windowStart) + h.headerBytes();
      if (h.type() == PageHeader.DICTIONARY) {
        decoder.dictionary(h, window, body);
      } else {
        page = decoder.data(h, window, body);
        values = page.values();
      }
      nextPage += (long) h.headerBytes() + h.compressed();
    } catch (CorruptParquet e) {
      throw new CorruptParquet("column " + column().dotted() + ": " + e.getMessage(), e);
    }
  }

  /** Reads the next page's header, with all of the page in the window. */
  private PageHeader header() throws IOException {
    PageHeader h = null;
    for (int room = HEADER; h == null; room *= 16) {
      h = tryHeader(room);
    }
    if (nextPage - windowStart + h.headerBytes() + h.compressed() > window.length) {
      fetch(h.headerBytes() + h.compressed());
    }
    return h;
  }

  /** Null when the header may be longer than {@code room}. */
  private @Nullable PageHeader tryHeader(int room) throws IOException {
    boolean all = windowStart + window.length >= end && nextPage >= windowStart;
    if (!all && nextPage - windowStart + room > window.length) {
      fetch(room);
      all = windowStart + window.length >= end;
    }
    int left = (int) Math.min(Integer.MAX_VALUE, end - nextPage);
    try {
      return PageHeader.read(window, (int) (nextPage - windowStart), window.length, left);
    } catch (CorruptParquet e) {
      if (all || room > MAX_HEADER) {
        throw e;
      }
      return null;
    }
  }

  private void fetch(int bytes) throws IOException {
    byte[] old = window;
    int kept = (int) Math.max(0, windowStart + old.length - nextPage);
    long length = Math.min(Math.max(bytes, WINDOW), end - nextPage);
    byte[] more = file.read(nextPage + kept, Math.max(0, length - kept));
    window =
        Arrays.copyOf(Arrays.copyOfRange(old, old.length - kept, old.length), kept + more.length);
    System.arraycopy(more, 0, window, kept, more.length);
    windowStart = nextPage;
  }
}
