package mop.stack.traces;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mop.stack.parquet.BytesColumn;
import mop.stack.parquet.ColumnWriter;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.LongColumn;
import mop.stack.traces.DedicatedColumn.ValueType;

/**
 * Sorts the attributes of a resource, span or event into columns of their own and generic ones. Of
 * an attribute that comes twice the last value counts for its own column.
 */
final class DedicatedWriter {
  private static final int SLOTS = 128;

  private final AttributeColumns generic;
  private final boolean arrays;
  private final byte[][] names;
  private final ValueType[] types;
  private final ColumnWriter[] columns;

  /** Number of a column + 1 by hash of its attribute's name; 0 for empty. */
  private final byte[] table = new byte[SLOTS];

  private final Staged[] staged;
  private int stagedCount;

  private final ProtoCursor pair = new ProtoCursor();
  private final ProtoCursor value = new ProtoCursor();
  private final ProtoCursor list = new ProtoCursor();
  private final ProtoCursor element = new ProtoCursor();

  /** A value put aside until all attributes are seen: a scalar, or the message of an array. */
  private static final class Staged {
    boolean present;
    boolean array;
    byte[] bytes = {};
    int from;
    int to;
    long number;
  }

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
    staged = new Staged[n];
    for (int i = 0; i < n; i++) {
      ColumnPlan.Assigned a = plan.get(i);
      names[i] = a.name().getBytes(StandardCharsets.UTF_8);
      types[i] = a.type();
      this.columns[i] = columns.any(prefix + "." + a.column());
      staged[i] = new Staged();
      int slot = hash(names[i], 0, names[i].length);
      while (table[slot] != 0) {
        slot = (slot + 1) % SLOTS;
      }
      table[slot] = (byte) (i + 1);
    }
  }

  private static int hash(byte[] b, int from, int to) {
    if (from == to) {
      return 0;
    }
    int h = (to - from) * 31 + b[from] * 7 + b[to - 1] * 13 + b[(from + to) >>> 1];
    return h & (SLOTS - 1);
  }

  private int columnOf(byte[] b, int from, int to) {
    for (int slot = hash(b, from, to); table[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
      byte[] name = names[table[slot] - 1];
      if (name.length == to - from && Arrays.equals(name, 0, name.length, b, from, to)) {
        return table[slot] - 1;
      }
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
    add(bytes, keyFrom, keyTo, valueFrom, valueTo);
  }

  /**
   * Adds an attribute.
   *
   * @param valueFrom where its {@code AnyValue} begins, −1 when there is none
   */
  void add(byte[] bytes, int keyFrom, int keyTo, int valueFrom, int valueTo) {
    value.over(bytes, Math.max(valueFrom, 0), valueFrom < 0 ? 0 : valueTo);
    boolean hasValue = value.last();
    int column = columnOf(bytes, keyFrom, keyTo);
    if (column < 0 || !stage(column, hasValue)) {
      generic.add(bytes, keyFrom, keyTo, value, hasValue, valueFrom, valueTo);
    }
  }

  private boolean stage(int column, boolean hasValue) {
    Staged s = staged[column];
    boolean scalar = hasValue && fits(types[column], value);
    boolean array = !scalar && hasValue && arrays && arrayFits(types[column]);
    stagedCount += (scalar || array ? 1 : 0) - (s.present ? 1 : 0);
    s.present = scalar || array;
    s.array = array;
    s.bytes = value.bytes;
    s.from = value.from;
    s.to = value.to;
    s.number = value.number;
    return s.present;
  }

  private static boolean fits(ValueType type, ProtoCursor v) {
    return type == ValueType.STRING
        ? v.is(Otlp.STRING, ProtoCursor.LEN)
        : v.is(Otlp.INT, ProtoCursor.VARINT);
  }

  private boolean arrayFits(ValueType type) {
    if (!value.is(Otlp.ARRAY, ProtoCursor.LEN)) {
      return false;
    }
    list.into(value);
    while (list.next()) {
      if (list.is(Otlp.LIST_VALUES, ProtoCursor.LEN)) {
        element.into(list);
        if (!element.last() || !fits(type, element)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Writes the values that were put aside for columns of their own. */
  void flush() {
    for (int i = 0; stagedCount > 0; i++) {
      Staged s = staged[i];
      if (s.present) {
        s.present = false;
        stagedCount--;
        if (s.array) {
          writeArray(columns[i], s);
        } else {
          write(columns[i], s.bytes, s.from, s.to, s.number);
        }
      }
    }
  }

  private void writeArray(ColumnWriter column, Staged s) {
    list.over(s.bytes, s.from, s.to);
    while (list.next()) {
      if (list.is(Otlp.LIST_VALUES, ProtoCursor.LEN)) {
        element.into(list);
        element.last();
        write(column, s.bytes, element.from, element.to, element.number);
      }
    }
  }

  private static void write(ColumnWriter column, byte[] bytes, int from, int to, long number) {
    column.levels().add();
    if (column instanceof DictionaryColumn text) {
      text.add(bytes, from, to - from);
    } else if (column instanceof BytesColumn text) {
      text.add(bytes, from, to - from);
    } else if (column instanceof LongColumn integer) {
      integer.add(number);
    }
  }
}
