package mop.stack.parquet;

import java.util.Arrays;

/** Which rows of which files are copied, in the order in which they are written. */
public final class RowPlan {
  private int[] source = new int[64];
  private int[] first = new int[64];
  private int[] count = new int[64];
  private int runs;
  private int rows;

  /**
   * Appends a row.
   *
   * @param file number of the file
   * @param row counted from the beginning of the file; rows of one file come in ascending order
   */
  public void add(int file, int row) {
    rows++;
    int last = runs - 1;
    if (last >= 0 && source[last] == file && first[last] + count[last] == row) {
      count[last]++;
      return;
    }
    if (runs == source.length) {
      source = Arrays.copyOf(source, runs * 2);
      first = Arrays.copyOf(first, runs * 2);
      count = Arrays.copyOf(count, runs * 2);
    }
    source[runs] = file;
    first[runs] = row;
    count[runs++] = 1;
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** Number of runs of neighbouring rows of one file. */
  int runs() {
    return runs;
  }

  int source(int run) {
    return source[run];
  }

  int first(int run) {
    return first[run];
  }

  int count(int run) {
    return count[run];
  }

  /** The rows of a file that are copied; null when there are none. */
  @org.jspecify.annotations.Nullable
  RowSet of(int file) {
    int from = -1;
    int to = 0;
    int wanted = 0;
    for (int r = 0; r < runs; r++) {
      if (source[r] == file) {
        from = from < 0 ? first[r] : from;
        to = first[r] + count[r];
        wanted += count[r];
      }
    }
    return from < 0 ? null : rowSet(file, from, to, wanted);
  }

  private RowSet rowSet(int file, int from, int to, int wanted) {
    if (wanted * 2L >= (long) to - from) {
      return RowSet.all(from, to);
    }
    RowSet set = RowSet.some(from, to);
    for (int r = 0; r < runs; r++) {
      if (source[r] == file) {
        set.add(first[r], first[r] + count[r]);
      }
    }
    return set;
  }
}
