package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** BOOLEAN values, PLAIN: a bit each. */
public final class BooleanColumn extends ColumnWriter {
  private byte[] values = new byte[64];

  BooleanColumn(Column column, LevelStream levels) {
    super(column, levels);
  }

  public void add(boolean v) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = (byte) (v ? 1 : 0);
  }

  @Override
  int[] cuts() {
    RowIndex rows = levels().rows();
    return PageCutter.cut(rows, hasLevels(), r -> (rows.value(r) + 7) / 8);
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    for (int i = from; i < to; i += 8) {
      int bits = 0;
      for (int k = i; k < Math.min(i + 8, to); k++) {
        bits |= values[k] << (k - i);
      }
      out.put(bits);
    }
  }

  @Override
  Bounds bounds(int from, int to) {
    byte min = 1;
    byte max = 0;
    for (int i = from; i < to; i++) {
      min &= values[i];
      max |= values[i];
    }
    return new Bounds(new byte[] {min}, new byte[] {max});
  }

  @Override
  Comparator<byte[]> order() {
    return Comparator.comparingInt(b -> b[0]);
  }

  @Override
  byte[] nullBound() {
    return new byte[1];
  }
}
