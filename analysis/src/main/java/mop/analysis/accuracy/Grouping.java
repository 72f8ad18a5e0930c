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

  /** First cell by series, one more at the end. */
  private final int[] firstCell;

  private int[] minute = new int[1024];

  /** First entry by cell, one more at the end. */
  private int[] first = new int[1025];

  private int cells;
  private final int[] span;

  /**
   * @param seriesOf series by span, or {@link #NONE}
   */
  Grouping(int[] seriesOf, int series, MinuteGrid grid) {
    this.series = series;
    int[] firstOfSeries = firsts(seriesOf, series);
    int[] grouped = group(seriesOf, firstOfSeries);
    span = new int[grouped.length];
    firstCell = new int[series + 1];
    int[] next = new int[grid.size()];
    for (int s = 0; s < series; s++) {
      firstCell[s] = cells;
      cut(grouped, firstOfSeries[s], firstOfSeries[s + 1], grid, next);
    }
    firstCell[series] = cells;
    minute = Arrays.copyOf(minute, cells);
    first = Arrays.copyOf(first, cells + 1);
    first[cells] = span.length;
  }

  private static int[] firsts(int[] seriesOf, int series) {
    int[] first = new int[series + 1];
    for (int s : seriesOf) {
      if (s != NONE) {
        first[s + 1]++;
      }
    }
    for (int s = 0; s < series; s++) {
      first[s + 1] += first[s];
    }
    return first;
  }

  /** The spans by series, in their order. */
  private static int[] group(int[] seriesOf, int[] firstOfSeries) {
    int[] grouped = new int[firstOfSeries[firstOfSeries.length - 1]];
    int[] next = firstOfSeries.clone();
    for (int i = 0; i < seriesOf.length; i++) {
      if (seriesOf[i] != NONE) {
        grouped[next[seriesOf[i]]++] = i;
      }
    }
    return grouped;
  }

  /** Cuts the spans of one series into cells by minute. */
  private void cut(int[] grouped, int from, int to, MinuteGrid grid, int[] next) {
    if (from == to) {
      return;
    }
    Arrays.fill(next, 0);
    for (int i = from; i < to; i++) {
      next[grid.ofSpan(grouped[i])]++;
    }
    int at = from;
    for (int m = 0; m < next.length; m++) {
      int count = next[m];
      next[m] = at;
      at += count;
      if (count > 0) {
        addCell(m, next[m]);
      }
    }
    for (int i = from; i < to; i++) {
      span[next[grid.ofSpan(grouped[i])]++] = grouped[i];
    }
  }

  private void addCell(int ofMinute, int firstEntry) {
    if (cells == minute.length) {
      minute = Arrays.copyOf(minute, cells * 2);
      first = Arrays.copyOf(first, cells * 2 + 1);
    }
    minute[cells] = ofMinute;
    first[cells++] = firstEntry;
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
    return cells;
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
