package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/**
 * BYTE_ARRAY values without dictionary: DELTA_LENGTH_BYTE_ARRAY. As long as all are empty only
 * their number is kept.
 */
public final class BytesColumn extends ColumnWriter {
  private byte[] bytes = {};

  /** Where the values end, from 1 on. Behind the leading empty ones, which have no entry. */
  private int[] ends = new int[1];

  /** Leading values that are empty. */
  private int empty;

  BytesColumn(Column column, LevelStream levels) {
    super(column, levels);
  }

  public void add(byte[] from, int offset, int length) {
    if (length == 0 && empty == size) {
      empty++;
      size++;
      return;
    }
    int i = size - empty;
    if (i + 1 == ends.length) {
      ends = Arrays.copyOf(ends, grown(ends.length, i + 2));
    }
    int at = ends[i];
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, grown(bytes.length, at + length));
    }
    System.arraycopy(from, offset, bytes, at, length);
    ends[i + 1] = at + length;
    size++;
  }

  @Override
  void append(PageValues page, int from, int to, int[] map) {
    int i = from;
    while (i < to && (page.indexes != null || empty == size)) {
      int s = page.indexes == null ? i : page.indexes[i];
      add(page.bytes, page.ends[s], page.ends[s + 1] - page.ends[s]);
      i++;
    }
    if (i < to) {
      appendAll(page, i, to);
    }
  }

  /** Values that lie side by side in the page. */
  private void appendAll(PageValues page, int from, int to) {
    int first = size - empty;
    int n = to - from;
    int at = ends[first];
    int length = page.ends[to] - page.ends[from];
    if (first + n >= ends.length) {
      ends = Arrays.copyOf(ends, room(ends.length, first + n) + 1);
    }
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, grown(bytes.length, at + length));
    }
    System.arraycopy(page.bytes, page.ends[from], bytes, at, length);
    int shift = at - page.ends[from];
    for (int i = 1; i <= n; i++) {
      ends[first + i] = page.ends[from + i] + shift;
    }
    size += n;
  }

  @Override
  void release() {
    clear();
    bytes = new byte[0];
    ends = new int[1];
  }

  /** Where value {@code i} begins, and the one before it ends. */
  private int start(int i) {
    return i <= empty ? 0 : ends[i - empty];
  }

  @Override
  int[] cuts() {
    RowIndex rows = levels().rows();
    return PageCutter.cut(rows, hasLevels(), r -> 4L * rows.value(r) + start(rows.value(r)));
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    if (to <= empty) {
      DeltaEncoder.constant(0, to - from, out);
      return;
    }
    int[] lengths = new int[to - from];
    for (int i = from; i < to; i++) {
      lengths[i - from] = start(i + 1) - start(i);
    }
    delta.encode(lengths, 0, lengths.length, out);
    out.put(bytes, start(from), start(to) - start(from));
  }

  @Override
  Bounds bounds(int from, int to) {
    int min = from;
    int max = from;
    for (int i = Math.max(from + 1, empty); i < to; i++) {
      if (compare(i, min) < 0) {
        min = i;
      } else if (compare(i, max) > 0) {
        max = i;
      }
    }
    return new Bounds(value(min), value(max));
  }

  private int compare(int i, int j) {
    return Arrays.compareUnsigned(bytes, start(i), start(i + 1), bytes, start(j), start(j + 1));
  }

  private byte[] value(int i) {
    return Arrays.copyOfRange(bytes, start(i), start(i + 1));
  }

  @Override
  Comparator<byte[]> order() {
    return Arrays::compareUnsigned;
  }

  @Override
  byte[] nullBound() {
    return new byte[0];
  }

  @Override
  long unencodedBytes(int from, int to) {
    return (long) start(to) - start(from);
  }

  @Override
  void clear() {
    super.clear();
    empty = 0;
  }
}
