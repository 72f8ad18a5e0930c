package mop.stack.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The level entries that rows of a file have in one level stream. */
final class StreamRows {
  final RowSet rows;

  /** Packed as in {@link LevelStream}; empty again after {@link #forgetLevels}. */
  private byte[] levels = new byte[256];

  private int entries;
  private final int[] entryStart;
  private final int[] valueStart;
  private int done;
  private int values;

  private StreamRows(RowSet rows) {
    this.rows = rows;
    this.entryStart = new int[rows.to - rows.from + 1];
    this.valueStart = new int[rows.to - rows.from + 1];
  }

  /** Those of the rows themselves: each has one entry. */
  static StreamRows ofRows(RowSet rows) {
    StreamRows r = new StreamRows(rows);
    r.levels = new byte[rows.to - rows.from];
    r.entries = r.levels.length;
    for (int i = 0; i < r.entryStart.length; i++) {
      r.entryStart[i] = i;
      r.valueStart[i] = i;
    }
    return r;
  }

  /**
   * Reads the entries of a stream from one of its columns.
   *
   * @param parent those of the stream around it, which are its own where the field never occurs
   */
  static StreamRows read(CopySource source, int column, StreamRows parent) throws IOException {
    StreamRows r = new StreamRows(parent.rows);
    int row = parent.rows.from;
    while (row < parent.rows.to) {
      int group = source.groupOf(row);
      int end = Math.min(parent.rows.to, source.groupEnd(group));
      if (source.chunk(group, column).empty()) {
        r.takeOver(parent, end);
      } else {
        r.readPages(source, group, column, row, end);
      }
      row = end;
    }
    r.skipTo(parent.rows.to);
    return r;
  }

  /** The rows up to {@code end} have the parent's entries and no value. */
  private void takeOver(StreamRows parent, int end) {
    int from = parent.entryStart[done];
    int to = parent.entryStart[end - rows.from];
    append(parent.levels, from, to);
    for (int shift = entryStart[done] - from; done < end - rows.from; done++) {
      entryStart[done + 1] = parent.entryStart[done + 1] + shift;
      valueStart[done + 1] = values;
    }
  }

  private void readPages(CopySource source, int group, int column, int from, int end)
      throws IOException {
    expect(source.entries(group, column, end - from));
    PageWalk pages = source.pages(group, column, from);
    int row = from;
    while (row < end) {
      pages.moveTo(row);
      if (rows.any(pages.firstRow, pages.endRow)) {
        addPage(pages.levels(), pages);
      }
      row = pages.endRow;
    }
  }

  private void addPage(PageLevels page, PageWalk at) {
    skipTo(at.firstRow);
    int row = at.firstRow - 1;
    int from = 0;
    for (int i = 0; i < page.entries(); i++) {
      if (page.beginsRow(i)) {
        endRow(page, row++, from, i);
        from = i;
      }
    }
    endRow(page, row++, from, page.entries());
    if (row != at.endRow) {
      throw new CorruptParquet(
          "column " + at.column().dotted() + ": page does not have the rows that it claims");
    }
  }

  private void endRow(PageLevels page, int row, int from, int to) {
    if (row < rows.from + done || row >= rows.to || from == to) {
      return;
    }
    append(page.packed, from, to);
    for (int i = from; i < to; i++) {
      values += page.hasValue(i) ? 1 : 0;
    }
    done++;
    entryStart[done] = entries;
    valueStart[done] = values;
  }

  /** Rows before this one that were not read have no entries here. */
  private void skipTo(int row) {
    for (int stop = Math.min(row, rows.to) - rows.from; done < stop; done++) {
      entryStart[done + 1] = entries;
      valueStart[done + 1] = values;
    }
  }

  /** Makes room for about so many more entries. */
  private void expect(long more) {
    if (rows.dense() && entries + more > levels.length) {
      levels = Arrays.copyOf(levels, Math.toIntExact(entries + more));
    }
  }

  private void append(byte[] from, int start, int end) {
    int n = end - start;
    if (entries + n > levels.length) {
      levels = Arrays.copyOf(levels, ColumnWriter.grown(levels.length, entries + n));
    }
    System.arraycopy(from, start, levels, entries, n);
    entries += n;
  }

  /** Appends the entries of some rows to a stream that is written. */
  void copyTo(LevelStream into, int row, int count) {
    int i = row - rows.from;
    into.append(levels, entryStart[i], entryStart[i + count]);
  }

  /** Number of entries of some rows. */
  int entries(int row, int count) {
    int i = row - rows.from;
    return entryStart[i + count] - entryStart[i];
  }

  /** Number of values before a row. */
  int valuesBefore(int row) {
    return valueStart[row - rows.from];
  }

  void forgetLevels() {
    levels = new byte[0];
  }

  /** The stream of a file's rows, or nothing when none of them is copied. */
  static @Nullable StreamRows ofRowsOrNull(@Nullable RowSet rows) {
    return rows == null ? null : ofRows(rows);
  }
}
