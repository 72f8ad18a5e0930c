package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** INT64 values. */
public final class LongColumn extends ColumnWriter {
  private long[] values = new long[64];
  private final boolean unsigned;

  LongColumn(Column column, LevelStream levels) {
    super(column, levels);
    unsigned = column.leaf().logical().unsigned();
  }

  public void add(long v) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = v;
  }

  @Override
  int[] cuts() {
    return levels().rows().cuts(8, hasLevels());
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    if (column().leaf().encoding() == Encoding.DELTA_BINARY_PACKED) {
      delta.encode(values, from, to, out);
      return;
    }
    for (int i = from; i < to; i++) {
      out.putLong(values[i]);
    }
  }

  @Override
  Bounds bounds(int from, int to) {
    long flip = unsigned ? Long.MIN_VALUE : 0;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
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
}
