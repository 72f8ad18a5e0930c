package mop.stack.parquet;

import java.io.IOException;
import java.util.Arrays;
import mop.stack.parquet.FileFooter.Chunk;

/** Finds a row by the value of a sorted, required byte string column. */
public final class RowSearch {
  private RowSearch() {}

  /**
   * Fetches the column index and one page, where the file has an index; else reads from the first
   * row on.
   *
   * @return the row within the row group, −1 when the value is not there
   */
  public static long find(ParquetFile file, int rowGroup, int column, byte[] value)
      throws IOException {
    Chunk chunk = file.chunk(rowGroup, column);
    ColumnReader reader = file.column(rowGroup, column);
    long row = 0;
    if (chunk.columnIndexBytes() > 0 && chunk.offsetIndexBytes() > 0) {
      int page = page(file.read(chunk.columnIndexOffset(), chunk.columnIndexBytes()), value);
      if (page < 0) {
        return -1;
      }
      row = PageLocation.page(file, chunk, page).firstRow();
      reader.seek(row);
    } else {
      reader.next();
    }
    while (!reader.ended()) {
      int order =
          Arrays.compareUnsigned(
              reader.bytes(),
              reader.offset(),
              reader.offset() + reader.length(),
              value,
              0,
              value.length);
      if (order >= 0) {
        return order == 0 ? row : -1;
      }
      reader.next();
      row++;
    }
    return -1;
  }

  /** First page whose upper bound is not below the value. */
  private static int page(byte[] columnIndex, byte[] value) {
    CompactReader in = new CompactReader(columnIndex, 0, columnIndex.length);
    int found = -1;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      if (field != 3) {
        in.skip();
        continue;
      }
      int n = in.list();
      for (int i = 0; i < n; i++) {
        byte[] max = in.elementBytes();
        if (found < 0 && Arrays.compareUnsigned(max, value) >= 0) {
          found = i;
        }
      }
    }
    return found;
  }
}
