package mop.stack.parquet;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a column row by row, in ascending order, leaving rows out. Pages without a row that is read
 * are neither fetched nor decoded. Not thread-safe.
 */
public final class RowReader {
  private static final int AHEAD = 4 << 20;

  private final ColumnChunk chunk;
  private final BitSet needed;
  private final int maxDefinition;

  /** Bytes to fetch at once; doubles while page follows page. */
  private long budget;

  private int pageNumber = -1;
  private int pageEnd;
  private PageDecoder.Page page;
  private PageValues values;

  /** Entry that was moved to last. */
  private int entry = -1;

  /** Number of values up to that entry, less one. */
  private int value = -1;

  /** Row of that entry. */
  private int row = -1;

  /** Whether the row's first entry comes next. */
  private boolean fresh;

  RowReader(ColumnChunk chunk, BitSet needed, boolean ahead) {
    this.chunk = chunk;
    this.needed = needed;
    this.maxDefinition = chunk.column().maxDefinition();
    this.budget = ahead ? AHEAD : 1;
    this.values = PageValues.plain(PhysicalType.INT64, new byte[0], 0, 0, 0);
    this.page = new PageDecoder.Page(0, new byte[0], new byte[0], values);
  }

  /** Goes before the first entry of a row, which must lie behind the one read last. */
  public void seek(int to) throws IOException {
    if (to >= pageEnd) {
      load(to);
    }
    if (to <= row) {
      throw new IllegalStateException("row " + to + " is asked for after row " + row);
    }
    byte[] repetition = page.repetition();
    byte[] definition = page.definition();
    int next = entry + 1;
    for (int r = row; ; next++) {
      if (next >= definition.length) {
        throw new CorruptParquet("column " + chunk.column().dotted() + " ends before row " + to);
      }
      if (repetition[next] == 0 && ++r == to) {
        break;
      }
      value += definition[next] == maxDefinition ? 1 : 0;
    }
    entry = next - 1;
    row = to;
    fresh = true;
  }

  private void load(int to) throws IOException {
    List<PageLocation> pages = chunk.pages();
    int p = Math.max(0, pageNumber);
    while (p + 1 < pages.size() && pages.get(p + 1).firstRow() <= to) {
      p++;
    }
    if (pageNumber >= 0 && p == pageNumber + 1) {
      budget = Math.min(AHEAD, budget * 2);
    }
    byte[] bytes = chunk.page(p, needed, budget);
    budget = Math.max(budget, bytes.length);
    page = chunk.decode(bytes);
    values = page.values();
    pageNumber = p;
    pageEnd = chunk.firstRow(p + 1);
    row = chunk.firstRow(p) - 1;
    entry = -1;
    value = -1;
  }

  /** Moves to the row's next entry; false behind the last one. */
  public boolean next() {
    int next = entry + 1;
    if (next >= page.definition().length || (page.repetition()[next] == 0 && !fresh)) {
      return false;
    }
    fresh = false;
    entry = next;
    value += page.definition()[next] == maxDefinition ? 1 : 0;
    return true;
  }

  /** Repetition level of the entry; 0 begins a row. */
  public int repetition() {
    return page.repetition()[entry];
  }

  /** Whether the entry has a value. */
  public boolean present() {
    return page.definition()[entry] == maxDefinition;
  }

  /** The value of an integer or boolean column. */
  public long number() {
    return values.numbers[value];
  }

  public double real() {
    return Double.longBitsToDouble(values.numbers[value]);
  }

  /** Number of the byte string in the dictionary; −1 when the page does not use it. */
  public int index() {
    return values.indexes == null ? -1 : values.indexes[value];
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
}
