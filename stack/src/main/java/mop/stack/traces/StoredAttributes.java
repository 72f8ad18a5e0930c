package mop.stack.traces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.ProtoWriter;
import mop.stack.parquet.ColumnReader;
import mop.stack.parquet.PhysicalType;

/** Reads generic attributes back into serialized {@code KeyValue}s. */
final class StoredAttributes {
  private final Cursor key;
  private final Cursor isArray;
  private final Cursor text;
  private final Cursor integer;
  private final Cursor real;
  private final Cursor flag;

  /** Values as JSON: vParquet4's and 5's unsupported ones, vParquet3's arrays and maps. */
  private final List<Cursor> json;

  /** vParquet3's event attributes: serialized values. */
  private final boolean serialized;

  /** Whether a value column repeats within an attribute; vParquet3 has no arrays there. */
  private final boolean lists;

  private final AnyValueJsonReader jsonReader = new AnyValueJsonReader();

  /**
   * @param prefix name of the group: {@code rs.ss.Spans.Attrs}
   */
  StoredAttributes(RowColumns columns, String prefix) throws IOException {
    key = columns.cursor(prefix + ".Key");
    isArray = columns.cursor(prefix + ".IsArray");
    text = columns.cursor(prefix + ".Value");
    integer = columns.cursor(prefix + ".ValueInt");
    real = columns.cursor(prefix + ".ValueDouble");
    flag = columns.cursor(prefix + ".ValueBool");
    json = columns.cursors(prefix, ".ValueUnsupported", ".ValueArray", ".ValueKVList");
    serialized = !columns.has(prefix + ".ValueInt");
    lists = columns.repetition(prefix + ".Value") > columns.repetition(prefix + ".Key");
  }

  /** Uses up the entries of a parent that does not occur. */
  void skipNull() throws IOException {
    for (Cursor c : cursors()) {
      c.skipNull();
    }
  }

  private List<Cursor> cursors() {
    List<Cursor> all = new ArrayList<>(List.of(key, isArray, text, integer, real, flag));
    all.addAll(json);
    return all;
  }

  /** Appends the attributes of the current parent as fields of this number. */
  void read(ProtoWriter out, int field) throws IOException {
    if (!key.occurs()) {
      skipNull();
      return;
    }
    do {
      int pair = out.open(field);
      ColumnReader k = key.required();
      out.bytes(Otlp.PAIR_KEY, k.bytes(), k.offset(), k.length());
      key.advance();
      value(out);
      out.close(pair);
    } while (key.repeats());
  }

  private void value(ProtoWriter out) throws IOException {
    if (serialized) {
      ColumnReader v = text.required();
      out.bytes(Otlp.PAIR_VALUE, v.bytes(), v.offset(), v.length());
      text.advance();
      return;
    }
    boolean array = isArray.number() != 0;
    int value = out.open(Otlp.PAIR_VALUE);
    int list = array ? out.open(Otlp.ARRAY) : 0;
    scalars(text, Otlp.STRING, array, out);
    scalars(integer, Otlp.INT, array, out);
    scalars(real, Otlp.DOUBLE, array, out);
    scalars(flag, Otlp.BOOL, array, out);
    if (array) {
      out.close(list);
    }
    for (Cursor c : json) {
      json(c, out);
    }
    out.close(value);
  }

  private void scalars(Cursor c, int field, boolean array, ProtoWriter out) throws IOException {
    if (!c.occurs()) {
      c.advance();
      return;
    }
    do {
      int element = array ? out.open(Otlp.LIST_VALUES) : 0;
      scalar(c.required(), field, out);
      if (array) {
        out.close(element);
      }
      c.advance();
    } while (lists && c.repeats());
  }

  private static void scalar(ColumnReader v, int field, ProtoWriter out) {
    if (v.column().leaf().physical() == PhysicalType.BYTE_ARRAY) {
      out.bytes(field, v.bytes(), v.offset(), v.length());
    } else if (field == Otlp.DOUBLE) {
      out.fixedDouble(field, v.real());
    } else {
      out.varint(field, v.number());
    }
  }

  private void json(Cursor c, ProtoWriter out) throws IOException {
    if (c.occurs()) {
      ColumnReader v = c.required();
      jsonReader.write(v.bytes(), v.offset(), v.length(), out);
    }
    c.advance();
  }
}
