package mop.stack.traces;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.ProtoWriter;
import mop.stack.parquet.ColumnReader;
import mop.stack.traces.DedicatedColumn.ValueType;

/** Reads attributes with columns of their own back into serialized {@code KeyValue}s. */
final class StoredDedicated {
  private final List<Slot> slots = new ArrayList<>();

  /** A column and the key of its attribute. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  private record Slot(Cursor cursor, byte[] key, ValueType type, boolean list) {}

  /**
   * @param prefix name of what the attributes belong to: {@code rs.ss.Spans.}
   * @param lead a required column of it
   */
  StoredDedicated(RowColumns columns, String prefix, String lead, List<ColumnPlan.Assigned> plan)
      throws IOException {
    int own = columns.repetition(lead);
    for (ColumnPlan.Assigned a : plan) {
      String name = prefix + a.column();
      Cursor cursor = columns.cursor(name);
      if (!cursor.absent()) {
        byte[] key = a.name().getBytes(StandardCharsets.UTF_8);
        slots.add(new Slot(cursor, key, a.type(), columns.repetition(name) > own));
      }
    }
  }

  void skipNull() throws IOException {
    for (Slot s : slots) {
      s.cursor.skipNull();
    }
  }

  /** Appends the attributes of the current parent as fields of this number. */
  void read(ProtoWriter out, int field) throws IOException {
    for (Slot s : slots) {
      if (s.cursor.occurs()) {
        int pair = out.open(field);
        out.bytes(Otlp.PAIR_KEY, s.key);
        int value = out.open(Otlp.PAIR_VALUE);
        values(s, out);
        out.close(value);
        out.close(pair);
      } else {
        s.cursor.advance();
      }
    }
  }

  /** One value stands for itself, several are an array: all that the column can tell. */
  private static void values(Slot s, ProtoWriter out) throws IOException {
    Value value = Value.of(s);
    if (!s.list || !s.cursor.repeats()) {
      value.write(out);
      return;
    }
    int array = out.open(Otlp.ARRAY);
    element(value, out);
    while (s.cursor.repeats()) {
      element(Value.of(s), out);
    }
    out.close(array);
  }

  private static void element(Value value, ProtoWriter out) {
    int element = out.open(Otlp.LIST_VALUES);
    value.write(out);
    out.close(element);
  }

  /** A value taken from a column. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  private record Value(ValueType type, byte[] bytes, int offset, int length, long number) {
    /** Takes the current value and uses up its entry. */
    static Value of(Slot s) throws IOException {
      ColumnReader v = s.cursor.required();
      Value value =
          s.type == ValueType.STRING
              ? new Value(s.type, v.bytes(), v.offset(), v.length(), 0)
              : new Value(s.type, v.bytes(), 0, 0, v.number());
      s.cursor.advance();
      return value;
    }

    void write(ProtoWriter out) {
      switch (type) {
        case STRING -> out.bytes(Otlp.STRING, bytes, offset, length);
        case INT -> out.varint(Otlp.INT, number);
      }
    }
  }
}
