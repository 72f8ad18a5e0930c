package mop.stack.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.parquet.FileFooter.Chunk;

/**
 * What the column index says of a page's values.
 *
 * @param empty whether the page has no value
 * @param min not above any value, in PLAIN encoding without length prefix; may be cut short
 * @param max not below any value, likewise; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
public record PageBounds(boolean empty, byte[] min, byte[] max) {
  /** Whether both are whole 32-bit or 64-bit integers. */
  public boolean integers() {
    return min.length == max.length && (min.length == 8 || min.length == 4);
  }

  public long minInteger() {
    return integer(min);
  }

  public long maxInteger() {
    return integer(max);
  }

  private static long integer(byte[] v) {
    return v.length == 8 ? ByteSink.longAt(v, 0) : ByteSink.intAt(v, 0);
  }

  /** Bounds of all pages of a chunk, in order; empty when the file has no column index. */
  static List<PageBounds> all(ParquetFile file, Chunk chunk) throws IOException {
    if (chunk.columnIndexBytes() <= 0) {
      return List.of();
    }
    byte[] index = file.read(chunk.columnIndexOffset(), chunk.columnIndexBytes());
    CompactReader in = new CompactReader(index, 0, index.length);
    List<Boolean> empty = new ArrayList<>();
    List<byte[]> min = new ArrayList<>();
    List<byte[]> max = new ArrayList<>();
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> {
          for (int n = in.list(); n > 0; n--) {
            empty.add(in.elementFlag());
          }
        }
        case 2 -> strings(in, min);
        case 3 -> strings(in, max);
        default -> in.skip();
      }
    }
    if (min.size() != empty.size() || max.size() != empty.size()) {
      throw new CorruptParquet("column index of " + chunk.column().dotted() + " is not whole");
    }
    List<PageBounds> all = new ArrayList<>();
    for (int i = 0; i < empty.size(); i++) {
      all.add(new PageBounds(empty.get(i), min.get(i), max.get(i)));
    }
    return all;
  }

  private static void strings(CompactReader in, List<byte[]> into) {
    for (int n = in.list(); n > 0; n--) {
      into.add(in.elementBytes());
    }
  }
}
