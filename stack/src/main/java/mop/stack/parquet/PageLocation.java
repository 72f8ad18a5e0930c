package mop.stack.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.parquet.FileFooter.Chunk;

/** Where a page lies, from the offset index. */
record PageLocation(long offset, int bytes, long firstRow) {
  /** The page that holds a row. */
  static PageLocation find(ParquetFile file, Chunk chunk, long row) throws IOException {
    PageLocation found = null;
    for (PageLocation page : all(file, chunk)) {
      if (page.firstRow <= row) {
        found = page;
      }
    }
    if (found == null) {
      throw new CorruptParquet("offset index has no page for row " + row);
    }
    return found;
  }

  /** The page of that number. */
  static PageLocation page(ParquetFile file, Chunk chunk, int number) throws IOException {
    List<PageLocation> all = all(file, chunk);
    if (number >= all.size()) {
      throw new CorruptParquet("offset index has no page " + number);
    }
    return all.get(number);
  }

  /** All pages of a chunk, in order; empty when the file has no offset index. */
  static List<PageLocation> all(ParquetFile file, Chunk chunk) throws IOException {
    byte[] index = file.offsetIndex(chunk);
    CompactReader in = new CompactReader(index, 0, index.length);
    List<PageLocation> all = new ArrayList<>();
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      if (field != 1) {
        in.skip();
        continue;
      }
      int n = in.list();
      for (int i = 0; i < n; i++) {
        all.add(read(in));
      }
    }
    return all;
  }

  private static PageLocation read(CompactReader in) {
    long[] v = new long[4];
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      if (field < 4) {
        v[field] = in.i64();
      } else {
        in.skip();
      }
    }
    return new PageLocation(v[1], Math.toIntExact(v[2]), v[3]);
  }
}
