package mop.stack.parquet;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Decides which rows share a page, by the rule of parquet-go's writer. */
final class PageCutter {
  /** parquet-go fills a page to 98 % of its 256 KiB buffer. */
  private static final long PAGE_BYTES = (long) (256 * 1024 * 0.98);

  private PageCutter() {}

  /**
   * A page ends after the row with which its buffer reaches the limit: two bytes for the levels of
   * an entry and eight a row, where there are levels, and the values.
   *
   * @param valueBytes bytes of all values before a row, cumulative
   * @return first rows of the pages, and the number of rows at the end
   */
  static int[] cut(RowIndex rows, boolean levels, IntToLongFunction valueBytes) {
    int[] cuts = new int[8];
    int pages = 0;
    int start = 0;
    for (int r = 1; r <= rows.rows(); r++) {
      long size = valueBytes.applyAsLong(r) - valueBytes.applyAsLong(start);
      if (levels) {
        size += 8L * (r - start) + 2L * (rows.entry(r) - rows.entry(start));
      }
      if (size >= PAGE_BYTES || r == rows.rows()) {
        if (pages + 2 > cuts.length) {
          cuts = Arrays.copyOf(cuts, cuts.length * 2);
        }
        cuts[pages++] = start;
        start = r;
      }
    }
    cuts[pages] = rows.rows();
    return Arrays.copyOf(cuts, pages + 1);
  }
}
