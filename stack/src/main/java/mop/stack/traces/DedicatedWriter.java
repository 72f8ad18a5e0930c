package mop.stack.traces;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mop.stack.parquet.ColumnWriter;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.LongColumn;
import mop.stack.traces.DedicatedColumn.ValueType;

/**
 * Sorts the attributes of a resource, span or event into columns of their own and generic ones. Of
 * an attribute that comes twice the last value counts for its own column.
 */
final class DedicatedWriter {
  private final AttributeColumns generic;
  private final byte[][] names;
  private final ValueType[] types;
  private final ColumnWriter[] columns;
  private final boolean arrays;

  /** Slot + 1 by hash of the name; 0 for empty. */
  private final byte[] table = new byte[128];

  private final int[] stagedFrom;
  private final int[] stagedTo;
  private boolean anyStaged;
  private byte[] stagedBytes = {};

  private final ProtoCursor pair = new ProtoCursor();
  private final ProtoCursor value = new ProtoCursor();
  private final ProtoCursor list = new ProtoCursor();
  private final ProtoCursor element = new ProtoCursor();

  /**
   * @param prefix name of what the attributes belong to: {@code rs.ss.Spans}
   * @param arrays whether a column takes arrays, as vParquet5's do
   */
  DedicatedWriter(
      WriterColumns columns, String prefix, List<ColumnPlan.Assigned> plan, boolean arrays) {
    this.generic = new AttributeColumns(columns, prefix + ".Attrs");
    this.arrays = arrays;
    int n = plan.size();
    names = new byte[n][];
    types = new ValueType[n];
    this.columns = new ColumnWriter[n];
    stagedFrom = new int[n];
    stagedTo = new int[n];
    Arrays.fill(stagedFrom, -1);
    for (int i = 0; i < n; i++) {
      ColumnPlan.Assigned a = plan.get(i);
      names[i] = a.name().getBytes(StandardCharsets.UTF_8);
      types[i] = a.type();
      this.columns[i] = columns.any(prefix + "." + a.column());
      int slot = hash(names[i], 0, names[i].length);
      while (table[slot] != 0) {
        slot = slot + 1 & 127;
      }
      table[slot] = (byte) (i + 1);
    }
  }

  private static int hash(byte[] b, int from, int to) {
    if (from == to) {
      return 0;
    }
    return ((to - from) * 31 + b[from] * 7 + b[to - 1] * 13 + b[(from + to) >>> 1]) & 127;
  }

  private int slot(byte[] b, int from, int to) {
    int slot = hash(b, from, to);
    while (table[slot] != 0) {
      int i = table[slot] - 1;
      if (Arrays.equals(names[i], 0, names[i].length, b, from, to)) {
        return i;
      }
      slot = slot + 1 & 127;
    }
    return -1;
  }

  /** Adds a serialized {@code KeyValue}; {@link #flush} ends the attributes. */
  void add(byte[] bytes, int from, int to) {
    int keyFrom = 0;
    int keyTo = 0;
    int valueFrom = -1;
    int valueTo = 0;
    pair.over(bytes, from, to);
    while (pair.next()) {
      if (pair.is(Otlp.PAIR_KEY, ProtoCursor.LEN)) {
        keyFrom = pair.from;
        keyTo = pair.to;
      } else if (pair.is(Otlp.PAIR_VALUE, ProtoCursor.LEN)) {
        valueFrom = pair.from;
        valueTo = pair.to;
      }
    }
    int slot = slot(bytes, keyFrom, keyTo);
    if (slot >= 0) {
      boolean fits = valueFrom >= 0 && fits(slot, bytes, valueFrom, valueTo);
      stagedFrom[slot] = fits ? valueFrom : -1;
      stagedTo[slot] = valueTo;
      if (fits) {
        anyStaged = true;
        stagedBytes = bytes;
        return;
      }
    }
    generic.add(bytes, keyFrom, keyTo, valueFrom, valueTo);
  }

  private boolean fits(int slot, byte[] bytes, int from, int to) {
    value.over(bytes, from, to);
    boolean fits = false;
    while (value.next()) {
      fits = scalarFits(slot, value) || (arrays && arrayFits(slot));
    }
    return fits;
  }

  private boolean scalarFits(int slot, ProtoCursor v) {
    return switch (types[slot]) {
      case STRING -> v.is(Otlp.STRING, ProtoCursor.LEN);
      case INT -> v.is(Otlp.INT, ProtoCursor.VARINT);
    };
  }

  private boolean arrayFits(int slot) {
    if (!value.is(Otlp.ARRAY, ProtoCursor.LEN)) {
      return false;
    }
    list.into(value);
    while (list.next()) {
      boolean fits = false;
      element.into(list);
      while (element.next()) {
        fits = scalarFits(slot, element);
      }
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Writes the values that were put aside for columns of their own. */
  void flush() {
    if (!anyStaged) {
      return;
    }
    anyStaged = false;
    for (int i = 0; i < stagedFrom.length; i++) {
      if (stagedFrom[i] >= 0) {
        value.over(stagedBytes, stagedFrom[i], stagedTo[i]);
        stagedFrom[i] = -1;
        writeLast(columns[i]);
      }
    }
  }

  private void writeLast(ColumnWriter column) {
    int from = -1;
    int to = 0;
    long number = 0;
    boolean array = false;
    while (value.next()) {
      array = value.field == Otlp.ARRAY;
      from = value.from;
      to = value.to;
      number = value.number;
    }
    if (!array) {
      write(column, from, to, number);
      return;
    }
    list.over(stagedBytes, from, to);
    while (list.next()) {
      element.into(list);
      while (element.next()) {
        from = element.from;
        to = element.to;
        number = element.number;
      }
      write(column, from, to, number);
    }
  }

  private void write(ColumnWriter column, int from, int to, long number) {
    column.levels().add();
    if (column instanceof DictionaryColumn text) {
      text.add(stagedBytes, from, to - from);
    } else if (column instanceof LongColumn integer) {
      integer.add(number);
    }
  }
}
