package mop.stack.parquet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the column index and the offset index say of one chunk's pages. */
final class PageIndex {
  private static final int BOUND_BYTES = 16;

  private final List<Page> pages = new ArrayList<>();

  /**
   * @param offset of the page's header, from the first data page's
   * @param bytes of the page with its header, compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  record Page(
      long offset,
      int bytes,
      int firstRow,
      long nulls,
      boolean allNull,
      byte[] min,
      byte[] max,
      long[] repetitionHistogram,
      long[] definitionHistogram) {}

  void add(Page page) {
    pages.add(page);
  }

  List<Page> pages() {
    return pages;
  }

  void writeColumnIndex(ByteSink out, Comparator<byte[]> order) {
    CompactWriter w = new CompactWriter(out);
    w.begin();
    boolean[] allNull = new boolean[pages.size()];
    for (int i = 0; i < allNull.length; i++) {
      allNull[i] = pages.get(i).allNull;
    }
    w.flags(1, allNull);
    w.list(2, CompactWriter.BINARY, pages.size());
    pages.forEach(p -> w.bytes(lower(p.min)));
    w.list(3, CompactWriter.BINARY, pages.size());
    pages.forEach(p -> w.bytes(upper(p.max)));
    w.i32(4, boundaryOrder(order));
    w.longs(5, pages.stream().mapToLong(Page::nulls).toArray());
    longs(w, 6, pages.stream().map(Page::repetitionHistogram).toList());
    longs(w, 7, pages.stream().map(Page::definitionHistogram).toList());
    w.end();
  }

  private static void longs(CompactWriter w, int field, List<long[]> parts) {
    long[] all = parts.stream().flatMapToLong(java.util.Arrays::stream).toArray();
    if (all.length > 0) {
      w.longs(field, all);
    }
  }

  void writeOffsetIndex(ByteSink out, long firstPage) {
    CompactWriter w = new CompactWriter(out);
    w.begin();
    w.list(1, CompactWriter.STRUCT, pages.size());
    for (Page p : pages) {
      w.begin();
      w.i64(1, firstPage + p.offset);
      w.i32(2, p.bytes);
      w.i64(3, p.firstRow);
      w.end();
    }
    w.end();
  }

  private static byte[] lower(byte[] v) {
    return v.length > BOUND_BYTES ? java.util.Arrays.copyOf(v, BOUND_BYTES) : v;
  }

  /** A prefix that is not below the value: cut, and counted up by one. */
  private static byte[] upper(byte[] v) {
    if (v.length <= BOUND_BYTES) {
      return v;
    }
    byte[] cut = java.util.Arrays.copyOf(v, BOUND_BYTES);
    for (int i = BOUND_BYTES - 1; i >= 0; i--) {
      if (++cut[i] != 0) {
        return cut;
      }
    }
    java.util.Arrays.fill(cut, (byte) 0xff);
    return cut;
  }

  /** 0 unordered, 1 ascending, 2 descending: of both minima and maxima. */
  private int boundaryOrder(Comparator<byte[]> order) {
    if (pages.size() < 2) {
      return 0;
    }
    boolean up = true;
    boolean down = true;
    for (int i = 1; i < pages.size(); i++) {
      int min = order.compare(pages.get(i - 1).min, pages.get(i).min);
      int max = order.compare(pages.get(i - 1).max, pages.get(i).max);
      up &= min <= 0 && max <= 0;
      down &= min >= 0 && max >= 0;
    }
    return up ? 1 : down ? 2 : 0;
  }
}
