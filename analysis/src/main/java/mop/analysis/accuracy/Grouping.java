package mop.analysis.accuracy;

import java.util.Arrays;

/**
 * Spans grouped by series (an operation, a call edge) and minute. The spans of a cell are the
 * entries {@code first(cell)} to {@code first(cell + 1) - 1} of {@link #span}; the cells of a
 * series follow each other in order of time. Only cells with spans exist, so memory follows the
 * number of spans whatever the cardinality of the names.
 */
final class Grouping {
  /** A span that belongs to no series. */
  static final int NONE = -1;

  private final int series;
  private final int[] firstCell;
  private final int[] minute;
  private final int[] first;
  private final int[] span;

  /**
   * @param seriesOf series by span, or {@link #NONE}
   */
  Grouping(int[] seriesOf, int series, MinuteGrid grid) {
    this.series = series;
    int[] bySeries = new int[series + 1];
    for (int s : seriesOf) {
      if (s != NONE) {
        bySeries[s + 1]++;
      }
    }
    for (int s = 0; s < series; s++) {
      bySeries[s + 1] += bySeries[s];
    }
    int[] grouped = new int[bySeries[series]];
    int[] next = Arrays.copyOf(bySeries, series);
    for (int i = 0; i < seriesOf.length; i++) {
      if (seriesOf[i] != NONE) {
        grouped[next[seriesOf[i]]++] = i;
      }
    }
    span = new int[grouped.length];
    firstCell = new int[series + 1];
    int[] cellMinute = new int[1024];
    int[] cellFirst = new int[1024];
    int cells = 0;
    int[] inMinute = new int[grid.size() + 1];
    for (int s = 0; s < series; s++) {
      firstCell[s] = cells;
      int from = bySeries[s];
      int to = bySeries[s + 1];
      if (from == to) {
        continue;
      }
      Arrays.fill(inMinute, 0);
      for (int i = from; i < to; i++) {
        inMinute[grid.ofSpan(grouped[i]) + 1]++;
      }
      int at = from;
      for (int m = 0; m < grid.size(); m++) {
        int count = inMinute[m + 1];
        inMinute[m] = at;
        if (count > 0) {
          if (cells == cellMinute.length) {
            cellMinute = Arrays.copyOf(cellMinute, cells * 2);
            cellFirst = Arrays.copyOf(cellFirst, cells * 2);
          }
          cellMinute[cells] = m;
          cellFirst[cells++] = at;
          at += count;
        }
      }
      for (int i = from; i < to; i++) {
        span[inMinute[grid.ofSpan(grouped[i])]++] = grouped[i];
      }
    }
    firstCell[series] = cells;
    minute = Arrays.copyOf(cellMinute, cells);
    first = Arrays.copyOf(cellFirst, cells + 1);
    first[cells] = span.length;
  }

  /** Orders the spans of each cell by {@code key}, ties by span. */
  void sortCells(float[] key) {
    long[] packed = new long[0];
    for (int cell = 0; cell < cells(); cell++) {
      int from = first[cell];
      int count = first[cell + 1] - from;
      if (packed.length < count) {
        packed = new long[count * 2];
      }
      for (int i = 0; i < count; i++) {
        int s = span[from + i];
        // Bits of floats that are not negative order like the floats.
        packed[i] = (long) Float.floatToRawIntBits(key[s]) << 32 | s;
      }
      Arrays.sort(packed, 0, count);
      for (int i = 0; i < count; i++) {
        span[from + i] = (int) packed[i];
      }
    }
  }

  int series() {
    return series;
  }

  int cells() {
    return minute.length;
  }

  /** The first cell of a series; {@code firstCell(series())} is {@link #cells()}. */
  int firstCell(int ofSeries) {
    return firstCell[ofSeries];
  }

  int minute(int cell) {
    return minute[cell];
  }

  int first(int cell) {
    return first[cell];
  }

  int span(int entry) {
    return span[entry];
  }
}
