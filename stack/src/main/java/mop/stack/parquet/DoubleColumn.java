package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** DOUBLE values, PLAIN. */
public final class DoubleColumn extends ColumnWriter {
  private double[] values = {};

  DoubleColumn(Column column, LevelStream levels) {
    super(column, levels);
  }

  public void add(double v) {
    if (size == values.length) {
      values = Arrays.copyOf(values, room(size, size + 1));
    }
    values[size++] = v;
  }

  @Override
  int[] cuts() {
    return levels().rows().cuts(8, hasLevels());
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    for (int i = from; i < to; i++) {
      out.putLong(Double.doubleToRawLongBits(values[i]));
    }
  }

  /** NaN has no place among bounds, unless there is nothing else. */
  @Override
  Bounds bounds(int from, int to) {
    double min = Double.NaN;
    double max = Double.NaN;
    for (int i = from; i < to; i++) {
      double v = values[i];
      min = v < min || Double.isNaN(min) ? v : min;
      max = v > max || Double.isNaN(max) ? v : max;
    }
    return new Bounds(bytes(min), bytes(max));
  }

  @Override
  void append(PageValues page, int from, int to, int[] map) {
    for (int i = from; i < to; i++) {
      add(Double.longBitsToDouble(page.numbers[i]));
    }
  }

  @Override
  void release() {
    clear();
    values = new double[0];
  }

  private static byte[] bytes(double v) {
    return LongColumn.bytes(Double.doubleToRawLongBits(v));
  }

  @Override
  Comparator<byte[]> order() {
    return Comparator.comparingDouble(b -> Double.longBitsToDouble(ByteSink.longAt(b, 0)));
  }

  @Override
  byte[] nullBound() {
    return new byte[8];
  }
}
