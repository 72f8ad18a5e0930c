package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** INT32 values. As long as all are equal only their number is kept. */
public final class IntColumn extends ColumnWriter {
  private int[] values = {};
  private int first;
  private boolean constant = true;
  private final boolean unsigned;

  IntColumn(Column column, LevelStream levels) {
    super(column, levels);
    unsigned = column.leaf().logical().unsigned();
  }

  public void add(int v) {
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

  private int[] roomFor(int needed, int[] array) {
    return needed <= array.length ? array : Arrays.copyOf(array, room(array.length, needed));
  }

  @Override
  int[] cuts() {
    return levels().rows().cuts(4, hasLevels());
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
        out.putInt(constant ? first : values[i]);
      }
    }
  }

  @Override
  Bounds bounds(int from, int to) {
    int flip = unsigned ? Integer.MIN_VALUE : 0;
    int min = constant ? first ^ flip : Integer.MAX_VALUE;
    int max = constant ? first ^ flip : Integer.MIN_VALUE;
    for (int i = constant ? to : from; i < to; i++) {
      int v = values[i] ^ flip;
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    return new Bounds(bytes(min ^ flip), bytes(max ^ flip));
  }

  private static byte[] bytes(int v) {
    ByteSink out = new ByteSink(4);
    out.putInt(v);
    return out.toByteArray();
  }

  @Override
  Comparator<byte[]> order() {
    int flip = unsigned ? Integer.MIN_VALUE : 0;
    return Comparator.comparingInt(b -> ByteSink.intAt(b, 0) ^ flip);
  }

  @Override
  byte[] nullBound() {
    return new byte[4];
  }

  @Override
  void append(PageValues page, int from, int to, int[] map) {
    long[] v = page.numbers;
    int i = from;
    while (constant && i < to) {
      add((int) v[i++]);
    }
    if (size + to - i > values.length) {
      values = roomFor(size + to - i, values);
    }
    while (i < to) {
      values[size++] = (int) v[i++];
    }
  }

  @Override
  void release() {
    clear();
    values = new int[0];
  }

  @Override
  void clear() {
    super.clear();
    constant = true;
  }
}
