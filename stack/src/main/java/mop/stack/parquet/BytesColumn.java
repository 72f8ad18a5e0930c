package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** BYTE_ARRAY values without dictionary: DELTA_LENGTH_BYTE_ARRAY. */
public final class BytesColumn extends ColumnWriter {
  private byte[] bytes = new byte[256];
  private int[] ends = new int[65];
  private int[] lengths = new int[64];

  BytesColumn(Column column, LevelStream levels) {
    super(column, levels);
  }

  public void add(byte[] from, int offset, int length) {
    if (size == lengths.length) {
      lengths = Arrays.copyOf(lengths, size * 2);
      ends = Arrays.copyOf(ends, size * 2 + 1);
    }
    int at = ends[size];
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(at + length, bytes.length * 2));
    }
    System.arraycopy(from, offset, bytes, at, length);
    lengths[size++] = length;
    ends[size] = at + length;
  }

  @Override
  int[] cuts() {
    RowIndex rows = levels().rows();
    return PageCutter.cut(rows, hasLevels(), r -> 4L * rows.value(r) + ends[rows.value(r)]);
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    delta.encode(lengths, from, to, out);
    out.put(bytes, ends[from], ends[to] - ends[from]);
  }

  @Override
  Bounds bounds(int from, int to) {
    int min = from;
    int max = from;
    for (int i = from + 1; i < to; i++) {
      if (compare(i, min) < 0) {
        min = i;
      } else if (compare(i, max) > 0) {
        max = i;
      }
    }
    return new Bounds(value(min), value(max));
  }

  private int compare(int i, int j) {
    return Arrays.compareUnsigned(bytes, ends[i], ends[i + 1], bytes, ends[j], ends[j + 1]);
  }

  private byte[] value(int i) {
    return Arrays.copyOfRange(bytes, ends[i], ends[i + 1]);
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
    return (long) ends[to] - ends[from];
  }
}
