package mop.stack.parquet;

import java.io.IOException;
import mop.stack.parquet.FileFooter.Chunk;

/** A file from which rows are copied, and where its pages were left the last time. */
final class CopySource {
  final ParquetFile file;

  /** First row of each row group, and the number of rows at the end. */
  private final int[] groupStart;

  /** By column: row group, offset and first row of a page that is not behind what comes next. */
  private final long[][] resume;

  CopySource(ParquetFile file) {
    this.file = file;
    int groups = file.footer().rowGroups().size();
    groupStart = new int[groups + 1];
    for (int g = 0; g < groups; g++) {
      long rows = file.footer().rowGroups().get(g).rows();
      groupStart[g + 1] = Math.toIntExact(groupStart[g] + rows);
    }
    resume = new long[file.footer().schema().columns().size()][];
  }

  int groupOf(int row) {
    int g = 0;
    while (g + 1 < groupStart.length && groupStart[g + 1] <= row) {
      g++;
    }
    if (g + 1 == groupStart.length) {
      throw new CorruptParquet("no row " + row + " in a file of " + groupStart[g]);
    }
    return g;
  }

  int groupEnd(int group) {
    return groupStart[group + 1];
  }

  Chunk chunk(int group, int column) {
    return file.chunk(group, column);
  }

  /** About how many level entries so many rows of a row group have in a column. */
  long entries(int group, int column, int rows) {
    int all = groupStart[group + 1] - groupStart[group];
    long entries = file.chunk(group, column).values();
    return all == rows ? entries : (long) (entries * 1.02 * rows / all);
  }

  /** Pages of a column from the one on that holds a row; no later call goes back behind it. */
  PageWalk pages(int group, int column, int row) throws IOException {
    Chunk chunk = file.chunk(group, column);
    long[] at = resume[column];
    boolean known = at != null && at[0] == group && at[2] <= row;
    PageWalk walk =
        known
            ? new PageWalk(file, chunk, at[1], (int) at[2])
            : new PageWalk(file, chunk, chunk.dataOffset(), groupStart[group]);
    walk.moveTo(row);
    resume[column] = new long[] {group, walk.offset, walk.firstRow};
    return walk;
  }
}
