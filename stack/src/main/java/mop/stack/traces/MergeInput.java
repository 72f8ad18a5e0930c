package mop.stack.traces;

import java.io.IOException;
import mop.stack.parquet.Column;
import mop.stack.parquet.ColumnReader;
import mop.stack.parquet.CorruptParquet;
import mop.stack.parquet.FileFooter.Chunk;
import mop.stack.parquet.FileFooter.RowGroup;
import mop.stack.parquet.ParquetFile;
import mop.stack.parquet.PhysicalType;

/** The trace ids of a block that is merged, in order. */
final class MergeInput {
  private static final int TEXT_BYTES_A_VALUE = 20;

  final ParquetFile file;
  private final int idColumn;
  private ColumnReader ids;
  private int group = -1;
  private long groupEnd;
  private double rowBytes;
  private boolean ended;

  /** Row counted from the beginning of the file; −1 before the first. */
  int row = -1;

  long idHigh;
  long idLow;

  /** On the first row, or ended when there is none. */
  MergeInput(ParquetFile file) throws IOException {
    this.file = file;
    this.idColumn =
        file.footer().schema().columns().stream()
            .filter(c -> ColumnNames.of(c).equals("TraceID"))
            .findFirst()
            .map(Column::index)
            .orElseThrow(() -> new CorruptParquet("no column TraceID"));
    this.ids = file.column(0, idColumn);
    next();
  }

  boolean ended() {
    return ended;
  }

  /**
   * What a row of the current row group adds to a row group by Tempo's measure, on average: a byte
   * a value, nulls included, and a byte for 20 of a longer string.
   */
  double rowBytes() {
    return rowBytes;
  }

  void next() throws IOException {
    long high = idHigh;
    long low = idLow;
    row++;
    while (row >= groupEnd) {
      if (++group == file.footer().rowGroups().size()) {
        ended = true;
        return;
      }
      RowGroup g = file.footer().rowGroups().get(group);
      groupEnd += g.rows();
      rowBytes = g.chunks().stream().mapToLong(MergeInput::estimate).sum() / (double) g.rows();
      ids = file.column(group, idColumn);
    }
    if (!ids.next() || !ids.present()) {
      throw new CorruptParquet("column TraceID ends before row " + row);
    }
    idHigh = StoredTraces.high(ids);
    idLow = StoredTraces.low(ids);
    if (row > 0 && compare(high, low, idHigh, idLow) > 0) {
      throw new CorruptParquet("trace ids are not in order at row " + row);
    }
  }

  private static long estimate(Chunk c) {
    boolean text = c.column().leaf().physical() == PhysicalType.BYTE_ARRAY;
    return text ? Math.max(c.values(), c.textBytes() / TEXT_BYTES_A_VALUE) : c.values();
  }

  int compareId(MergeInput other) {
    return compare(idHigh, idLow, other.idHigh, other.idLow);
  }

  boolean hasId(long high, long low) {
    return !ended && idHigh == high && idLow == low;
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    int c = Long.compareUnsigned(high, otherHigh);
    return c != 0 ? c : Long.compareUnsigned(low, otherLow);
  }
}
