package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** INT32 values. */
public final class IntColumn extends ColumnWriter {
  private int[] values = new int[64];
  private final boolean unsigned;

  IntColumn(Column column, LevelStream levels) {
    super(column, levels);
    unsigned = column.leaf().logical().unsigned();
  }

  public void add(int v) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = v;
  }

  @Override
  int[] cuts() {
    return levels().rows().cuts(4, hasLevels());
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    if (column().leaf().encoding() == Encoding.DELTA_BINARY_PACKED) {
      delta.encode(values, from, to, out);
      return;
    }
    for (int i = from; i < to; i++) {
      out.putInt(values[i]);
    }
  }

  @Override
  Bounds bounds(int from, int to) {
    int flip = unsigned ? Integer.MIN_VALUE : 0;
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
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
}
