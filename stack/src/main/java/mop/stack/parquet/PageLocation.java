package mop.stack.parquet;

import java.io.IOException;
import mop.stack.parquet.FileFooter.Chunk;

/** Where a page lies, from the offset index. */
record PageLocation(long offset, int bytes, long firstRow) {
  /** The page that holds a row. */
  static PageLocation find(ParquetFile file, Chunk chunk, long row) throws IOException {
    byte[] index = file.read(chunk.offsetIndexOffset(), chunk.offsetIndexBytes());
    CompactReader in = new CompactReader(index, 0, index.length);
    PageLocation found = null;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      if (field != 1) {
        in.skip();
        continue;
      }
      int n = in.list();
      for (int i = 0; i < n; i++) {
        PageLocation page = read(in);
        if (page.firstRow <= row) {
          found = page;
        }
      }
    }
    if (found == null) {
      throw new CorruptParquet("offset index has no page for row " + row);
    }
    return found;
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
