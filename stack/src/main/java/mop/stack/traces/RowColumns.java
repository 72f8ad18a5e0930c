package mop.stack.traces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.parquet.Column;
import mop.stack.parquet.ColumnReader;
import mop.stack.parquet.FileFooter.Chunk;
import mop.stack.parquet.ParquetFile;

/** Cursors on the columns of one row group, by the names of {@link ColumnNames}. */
final class RowColumns {
  private final ParquetFile file;
  private final int rowGroup;
  private final long row;
  private final Map<String, Column> byName = new TreeMap<>();

  /**
   * @param row first row to read, counted within the row group
   */
  RowColumns(ParquetFile file, int rowGroup, long row) {
    this.file = file;
    this.rowGroup = rowGroup;
    this.row = row;
    for (Column c : file.footer().schema().columns()) {
      byName.put(ColumnNames.of(c), c);
    }
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** Highest repetition level of a column; 0 when there is none of that name. */
  int repetition(String name) {
    Column column = byName.get(name);
    return column == null ? 0 : column.maxRepetition();
  }

  /** A cursor of its own for the column. */
  Cursor cursor(String name) throws IOException {
    Column column = byName.get(name);
    if (column == null) {
      return Cursor.ABSENT;
    }
    Chunk chunk = file.footer().rowGroups().get(rowGroup).chunks().get(column.index());
    if (chunk.empty()) {
      return Cursor.ABSENT;
    }
    ColumnReader reader = file.column(rowGroup, column.index());
    if (row == 0) {
      reader.next();
    } else {
      reader.seek(row);
    }
    return Cursor.on(reader);
  }

  /** Cursors for several columns below a prefix, in order. */
  List<Cursor> cursors(String prefix, String... names) throws IOException {
    List<Cursor> cursors = new ArrayList<>();
    for (String name : names) {
      cursors.add(cursor(prefix + name));
    }
    return cursors;
  }
}
