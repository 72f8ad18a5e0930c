package mop.stack.traces;

import mop.stack.parquet.BooleanColumn;
import mop.stack.parquet.ByteSink;
import mop.stack.parquet.BytesColumn;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.DoubleColumn;
import mop.stack.parquet.LevelStream;
import mop.stack.parquet.LongColumn;

/**
 * The generic attributes of a resource, scope, span, event or link. A value that is neither a
 * scalar nor an array of scalars of one type is kept as JSON in {@code ValueUnsupported}, as Tempo
 * keeps it.
 */
final class AttributeColumns {
  private final LevelStream attributes;
  private final DictionaryColumn key;
  private final BooleanColumn isArray;
  private final DictionaryColumn text;
  private final LongColumn integer;
  private final DoubleColumn real;
  private final BooleanColumn flag;
  private final BytesColumn unsupported;

  private final ProtoCursor pair = new ProtoCursor();
  private final ProtoCursor value = new ProtoCursor();
  private final ProtoCursor list = new ProtoCursor();
  private final ProtoCursor element = new ProtoCursor();
  private final AnyValueJson json = new AnyValueJson();
  private final ByteSink jsonBytes = new ByteSink();

  /**
   * @param prefix name of the group: {@code rs.ss.Spans.Attrs}
   */
  AttributeColumns(WriterColumns columns, String prefix) {
    key = columns.texts(prefix + ".Key");
    attributes = key.levels();
    isArray = columns.booleans(prefix + ".IsArray");
    text = columns.texts(prefix + ".Value");
    integer = columns.longs(prefix + ".ValueInt");
    real = columns.doubles(prefix + ".ValueDouble");
    flag = columns.booleans(prefix + ".ValueBool");
    unsupported = columns.bytes(prefix + ".ValueUnsupported");
  }

  /** Adds a serialized {@code KeyValue}. */
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
   * @param valueFrom where the {@code AnyValue} begins, −1 when there is none
   */
  void add(byte[] bytes, int keyFrom, int keyTo, int valueFrom, int valueTo) {
    value.over(bytes, Math.max(valueFrom, 0), valueFrom < 0 ? 0 : valueTo);
    add(bytes, keyFrom, keyTo, value, value.last(), valueFrom, valueTo);
  }

  /**
   * @param v stands on the field of the {@code AnyValue} that counts, when {@code hasValue}
   */
  void add(
      byte[] bytes,
      int keyFrom,
      int keyTo,
      ProtoCursor v,
      boolean hasValue,
      int valueFrom,
      int valueTo) {
    attributes.add();
    key.add(bytes, keyFrom, keyTo - keyFrom);
    boolean array = false;
    if (hasValue && isScalar(v)) {
      addScalar(v);
    } else if (hasValue && v.is(Otlp.ARRAY, ProtoCursor.LEN)) {
      array = addArray(v, valueFrom, valueTo);
    } else {
      addUnsupported(bytes, valueFrom, valueTo);
    }
    isArray.add(array);
  }

  private static boolean isScalar(ProtoCursor v) {
    return switch (v.field) {
      case Otlp.STRING -> v.wire == ProtoCursor.LEN;
      case Otlp.BOOL, Otlp.INT -> v.wire == ProtoCursor.VARINT;
      case Otlp.DOUBLE -> v.wire == ProtoCursor.FIXED64;
      default -> false;
    };
  }

  private void addScalar(ProtoCursor v) {
    switch (v.field) {
      case Otlp.STRING -> {
        text.levels().add();
        text.add(v.bytes, v.from, v.length());
      }
      case Otlp.INT -> {
        integer.levels().add();
        integer.add(v.number);
      }
      case Otlp.DOUBLE -> {
        real.levels().add();
        real.add(Double.longBitsToDouble(v.number));
      }
      default -> {
        flag.levels().add();
        flag.add(v.number != 0);
      }
    }
  }

  /** Adds an array of scalars of one type; one of another kind is unsupported. */
  private boolean addArray(ProtoCursor v, int valueFrom, int valueTo) {
    int type = 0;
    list.into(v);
    while (list.next()) {
      if (list.is(Otlp.LIST_VALUES, ProtoCursor.LEN)) {
        element.into(list);
        int t = element.last() && isScalar(element) ? element.field : -1;
        if (t < 0 || (type != 0 && t != type)) {
          addUnsupported(v.bytes, valueFrom, valueTo);
          return false;
        }
        type = t;
      }
    }
    list.into(v);
    while (list.next()) {
      if (list.is(Otlp.LIST_VALUES, ProtoCursor.LEN)) {
        element.into(list);
        element.last();
        addScalar(element);
      }
    }
    return true;
  }

  private void addUnsupported(byte[] bytes, int from, int to) {
    jsonBytes.clear();
    if (from >= 0) {
      json.write(bytes, from, to, jsonBytes);
    }
    unsupported.levels().add();
    unsupported.add(jsonBytes.array(), 0, jsonBytes.size());
  }
}
