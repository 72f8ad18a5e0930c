package mop.stack.traceql.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.engine.Tags;
import mop.stack.traceql.engine.ValueTest;

/**
 * The values of a field in a row group. Those of a row are read when the first of them is asked
 * for, and lie in slots: one for each trace, resource, scope, span, event or link of the row, also
 * for one that stands for none, which is how Parquet keeps empty lists.
 */
abstract class FieldColumn {
  private final Level level;
  private Value[] slots = new Value[16];
  private int size;
  private int loaded = -1;

  FieldColumn(Level level) {
    this.level = level;
  }

  final Level level() {
    return level;
  }

  /**
   * Begins to read values; rows are asked for in ascending order from now on.
   *
   * @param needed rows that may be asked for
   * @param ahead whether most of them will be
   */
  abstract void begin(BitSet needed, boolean ahead);

  /** Reads the values of a row through {@link #slot} and {@link #add}. */
  abstract void load(int row) throws IOException;

  /** Bytes that reading all of it fetches. */
  abstract long cost();

  /** Those of the rows that may have a value that passes. */
  abstract BitSet matching(BitSet rows, ValueTest test) throws IOException;

  /** The value in a slot; nil when there is none. */
  Value get(int row, int slot) throws IOException {
    if (row != loaded) {
      size = 0;
      load(row);
      loaded = row;
    }
    return slot < size ? slots[slot] : Value.Nil.NIL;
  }

  /**
   * Tells all values of some rows.
   *
   * @return whether the sink wants more
   */
  boolean values(BitSet rows, TagSource.ValueSink sink) throws IOException {
    begin(rows, true);
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      get(row, 0);
      for (int i = 0; i < size; i++) {
        if (!Tags.tell(slots[i], sink)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Begins the next slot. */
  final void slot() {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    slots[size++] = Value.Nil.NIL;
  }

  /** Gives the last slot a value. */
  final void add(Value value) {
    put(size - 1, value);
  }

  final void put(int slot, Value value) {
    slots[slot] = value;
  }

  /** The value that was put into a slot of the row being read. */
  final Value at(int slot) {
    return slots[slot];
  }

  final int lastSlot() {
    return size - 1;
  }
}
