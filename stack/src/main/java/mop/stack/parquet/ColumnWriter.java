package mop.stack.parquet;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Buffers the values of one column of a row group. A value is added once for every occurrence of
 * the column in {@link #levels()}. Not thread-safe while values are added; encoding reads only.
 */
public abstract sealed class ColumnWriter
    permits IntColumn, LongColumn, DoubleColumn, BooleanColumn, BytesColumn, DictionaryColumn {
  private final Column column;
  private final LevelStream levels;

  /** Number of values added. */
  int size;

  private int expected;

  ColumnWriter(Column column, LevelStream levels) {
    this.column = column;
    this.levels = levels;
  }

  /** Where the column stands in the schema. */
  public final Column column() {
    return column;
  }

  /** The levels of the innermost optional or repeated field on the column's path. */
  public final LevelStream levels() {
    return levels;
  }

  final boolean hasLevels() {
    return column.maxDefinition() > 0;
  }

  /** First rows of the pages, and the number of rows at the end. */
  abstract int[] cuts();

  /** Appends values {@code [from, to)} in the column's encoding. */
  abstract void encode(int from, int to, ByteSink out, DeltaEncoder delta);

  /** Bounds of values {@code [from, to)}, at least one. */
  abstract Bounds bounds(int from, int to);

  abstract Comparator<byte[]> order();

  /** What the column index says for a page without values. */
  abstract byte[] nullBound();

  /** Bytes of the values {@code [from, to)} where the format wants them stated. */
  long unencodedBytes(int from, int to) {
    return 0;
  }

  /** The dictionary's values in PLAIN encoding and their number; null when there is none. */
  @Nullable Dictionary dictionary() {
    return null;
  }

  /** Values that will come, where that is known; arrays are made for so many at once. */
  final void expect(int values) {
    expected = values;
  }

  /** Capacity of an array of values that is to hold {@code needed} elements. */
  final int room(int capacity, int needed) {
    return needed <= expected ? expected : grown(capacity, needed);
  }

  /** Capacity of an array that is to hold {@code needed} elements: half as much again. */
  static int grown(int capacity, int needed) {
    return Math.max(Math.max(64, needed), capacity + (capacity >> 1));
  }

  /**
   * Appends values of a page.
   *
   * @param map numbers in the dictionary of this column by number in the page's dictionary, −1 for
   *     those not yet looked up; empty when the page has no dictionary
   */
  abstract void append(PageValues page, int from, int to, int[] map);

  void clear() {
    size = 0;
    expected = 0;
  }

  /** Forgets the values and their memory. */
  abstract void release();
}
