package mop.stack.traces;

import java.util.HashMap;
import java.util.Map;
import mop.stack.parquet.BooleanColumn;
import mop.stack.parquet.BytesColumn;
import mop.stack.parquet.ColumnWriter;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.DoubleColumn;
import mop.stack.parquet.IntColumn;
import mop.stack.parquet.LevelStream;
import mop.stack.parquet.LongColumn;
import mop.stack.parquet.ParquetWriter;

/** Finds the columns of a writer by name; their types are those of {@link TempoSchema}. */
final class WriterColumns {
  private final Map<String, ColumnWriter> byName = new HashMap<>();
  private final LevelStream rows;

  WriterColumns(ParquetWriter writer) {
    writer.columns().forEach(c -> byName.put(ColumnNames.of(c.column()), c));
    rows = writer.rows();
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  LevelStream rows() {
    return rows;
  }

  LevelStream levels(String name) {
    return any(name).levels();
  }

  ColumnWriter any(String name) {
    ColumnWriter column = byName.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column " + name);
    }
    return column;
  }

  IntColumn ints(String name) {
    return (IntColumn) any(name);
  }

  LongColumn longs(String name) {
    return (LongColumn) any(name);
  }

  DoubleColumn doubles(String name) {
    return (DoubleColumn) any(name);
  }

  BooleanColumn booleans(String name) {
    return (BooleanColumn) any(name);
  }

  BytesColumn bytes(String name) {
    return (BytesColumn) any(name);
  }

  DictionaryColumn texts(String name) {
    return (DictionaryColumn) any(name);
  }
}
