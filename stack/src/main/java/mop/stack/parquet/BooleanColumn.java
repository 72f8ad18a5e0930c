package mop.stack.parquet;

import java.util.Arrays;
import java.util.Comparator;

/** BOOLEAN values, PLAIN: a bit each. As long as all are false only their number is kept. */
public final class BooleanColumn extends ColumnWriter {
  private byte[] values = {};
  private boolean allFalse = true;

  BooleanColumn(Column column, LevelStream levels) {
    super(column, levels);
  }

  public void add(boolean v) {
    if (allFalse) {
      if (!v) {
        size++;
        return;
      }
      allFalse = false;
      values = size < values.length ? values : new byte[room(values.length, size + 1)];
      Arrays.fill(values, 0, size, (byte) 0);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, room(size, size + 1));
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
      for (int k = i; !allFalse && k < Math.min(i + 8, to); k++) {
        bits |= values[k] << (k - i);
      }
      out.put(bits);
    }
  }

  @Override
  Bounds bounds(int from, int to) {
    byte min = (byte) (allFalse ? 0 : 1);
    byte max = 0;
    for (int i = allFalse ? to : from; i < to; i++) {
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

  @Override
  void append(PageValues page, int from, int to, int[] map) {
    for (int i = from; i < to; i++) {
      add(page.numbers[i] != 0);
    }
  }

  @Override
  void release() {
    clear();
    values = new byte[0];
  }

  @Override
  void clear() {
    super.clear();
    allFalse = true;
  }
}
