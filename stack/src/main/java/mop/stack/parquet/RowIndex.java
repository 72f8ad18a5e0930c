package mop.stack.parquet;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where each row of a row group begins in a column: among its level entries and among its values.
 */
final class RowIndex {
  private final int rows;
  private final int[] entryStart;
  private final int[] valueStart;
  private final Map<Integer, int[]> fixedWidthCuts = new ConcurrentHashMap<>();

  private RowIndex(int rows, int[] entryStart, int[] valueStart) {
    this.rows = rows;
    this.entryStart = entryStart;
    this.valueStart = valueStart;
  }

  /**
   * Rows begin at repetition level 0; an entry of {@code definition} carries a value.
   *
   * @param levels repetition in the upper, definition in the lower four bits
   */
  static RowIndex of(byte[] levels, int entries, int definition) {
    int[] entry = new int[64];
    int[] value = new int[64];
    int rows = 0;
    int values = 0;
    for (int i = 0; i < entries; i++) {
      if (levels[i] < 16) {
        if (rows + 1 >= entry.length) {
          entry = Arrays.copyOf(entry, entry.length * 2);
          value = Arrays.copyOf(value, value.length * 2);
        }
        entry[rows] = i;
        value[rows++] = values;
      }
      values += (levels[i] & 15) == definition ? 1 : 0;
    }
    entry[rows] = entries;
    value[rows] = values;
    return new RowIndex(rows, entry, value);
  }

  RowIndex withoutValues() {
    return new RowIndex(rows, entryStart, new int[rows + 1]);
  }

  int rows() {
    return rows;
  }

  int entry(int row) {
    return entryStart[row];
  }

  int value(int row) {
    return valueStart[row];
  }

  /** First rows of the pages of a column whose values have {@code width} bytes, and the end. */
  int[] cuts(int width, boolean levels) {
    return fixedWidthCuts.computeIfAbsent(
        levels ? width : -width, k -> PageCutter.cut(this, levels, r -> (long) width * value(r)));
  }
}
