package mop.stack.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Copies the values that rows of a file have in one column. */
final class ValueFeed {
  private static final int[] NO_MAP = {};

  private final CopySource source;
  private final int column;
  private final StreamRows rows;
  private int group = -1;
  private @Nullable PageWalk pages;
  private long page = -1;
  private @Nullable PageValues values;

  /** Number of values in {@link StreamRows} before the page; where all rows are copied. */
  private int base;

  /** Values of the page before each of its rows; where only some rows are copied. */
  private int @Nullable [] starts;

  private int[] dictionaryOf = NO_MAP;
  private int[] map = NO_MAP;

  ValueFeed(CopySource source, int column, StreamRows rows) {
    this.source = source;
    this.column = column;
    this.rows = rows;
  }

  /** Values that the rows have. */
  int count(int row, int end) {
    return rows.valuesBefore(end) - rows.valuesBefore(row);
  }

  void copyTo(ColumnWriter into, int first, int count) throws IOException {
    int row = first;
    int end = first + count;
    while (row < end && count(row, end) > 0) {
      PageWalk at = pageOf(row);
      int stop = Math.min(end, at.endRow);
      if (count(row, stop) > 0) {
        copyFromPage(at, into, row, stop);
      }
      row = stop;
    }
  }

  private PageWalk pageOf(int row) throws IOException {
    if (pages == null || row >= source.groupEnd(group)) {
      group = source.groupOf(row);
      pages = source.pages(group, column, row);
      page = -1;
    }
    pages.moveTo(row);
    return pages;
  }

  private void copyFromPage(PageWalk at, ColumnWriter into, int row, int end) throws IOException {
    if (page != at.offset || values == null) {
      values = at.values();
      page = at.offset;
      locate(at);
      mapDictionary(values);
    }
    int from = starts == null ? rows.valuesBefore(row) - base : starts[row - at.firstRow];
    int to = starts == null ? rows.valuesBefore(end) - base : starts[end - at.firstRow];
    if (from < 0 || to > values.count || to - from != count(row, end)) {
      throw new CorruptParquet(
          "column " + at.column().dotted() + " does not fit the columns beside it");
    }
    into.append(values, from, to, map);
  }

  private void locate(PageWalk at) throws IOException {
    if (!rows.rows.dense()) {
      starts = at.levels().valueStarts(at.endRow - at.firstRow);
    } else if (at.firstRow >= rows.rows.from) {
      base = rows.valuesBefore(at.firstRow);
    } else {
      int[] all = at.levels().valueStarts(at.endRow - at.firstRow);
      base = -all[rows.rows.from - at.firstRow];
    }
  }

  /** Numbers that the values of a dictionary have in the one that is written; −1 for none yet. */
  private void mapDictionary(PageValues v) {
    if (v.indexes == null) {
      map = NO_MAP;
      dictionaryOf = NO_MAP;
    } else if (!sameDictionary(v)) {
      map = new int[v.ends.length - 1];
      Arrays.fill(map, -1);
      dictionaryOf = v.ends;
    }
  }

  @SuppressWarnings("ReferenceEquality") // a chunk's pages share one decoded dictionary
  private boolean sameDictionary(PageValues v) {
    return dictionaryOf == v.ends;
  }
}
