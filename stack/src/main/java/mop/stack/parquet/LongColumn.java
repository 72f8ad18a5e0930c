package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** INT64 values. As long as all are equal only their number is kept. */
public final class LongColumn extends ColumnWriter {
  private long[] values = {};
  private long first;
  private boolean constant = true;
  private final boolean unsigned;

  LongColumn(Column column, LevelStream levels) {
    super(column, levels);
    unsigned = column.leaf().logical().unsigned();
  }

  public void add(long v) {
    if (constant) {
      if (size == 0) {
        first = v;
      }
      if (v == first) {
        size++;
        return;
      }
      values = roomFor(size + 1, values);
      Arrays.fill(values, 0, size, first);
      constant = false;
    }
    if (size == values.length) {
      values = roomFor(size + 1, values);
    }
    values[size++] = v;
  }

  private long[] roomFor(int needed, long[] array) {
    return needed <= array.length ? array : Arrays.copyOf(array, room(array.length, needed));
  }

  @Override
  int[] cuts() {
    return levels().rows().cuts(8, hasLevels());
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    boolean packed = column().leaf().encoding() == Encoding.DELTA_BINARY_PACKED;
    if (packed && constant) {
      DeltaEncoder.constant(first, to - from, out);
    } else if (packed) {
      delta.encode(values, from, to, out);
    } else {
      for (int i = from; i < to; i++) {
        out.putLong(constant ? first : values[i]);
      }
    }
  }

  @Override
  Bounds bounds(int from, int to) {
    long flip = unsigned ? Long.MIN_VALUE : 0;
    long min = constant ? first ^ flip : Long.MAX_VALUE;
    long max = constant ? first ^ flip : Long.MIN_VALUE;
    for (int i = constant ? to : from; i < to; i++) {
      long v = values[i] ^ flip;
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    return new Bounds(bytes(min ^ flip), bytes(max ^ flip));
  }

  static byte[] bytes(long v) {
    ByteSink out = new ByteSink(8);
    out.putLong(v);
    return out.toByteArray();
  }

  @Override
  Comparator<byte[]> order() {
    long flip = unsigned ? Long.MIN_VALUE : 0;
    return Comparator.comparingLong(b -> ByteSink.longAt(b, 0) ^ flip);
  }

  @Override
  byte[] nullBound() {
    return new byte[8];
  }

  @Override
  void append(PageValues page, int from, int to, int[] map) {
    long[] v = page.numbers;
    int i = from;
    while (constant && i < to) {
      add(v[i++]);
    }
    int n = to - i;
    if (n > 0) {
      values = roomFor(size + n, values);
      System.arraycopy(v, i, values, size, n);
      size += n;
    }
  }

  @Override
  void release() {
    clear();
    values = new long[0];
  }

  @Override
  void clear() {
    super.clear();
    constant = true;
  }
}
