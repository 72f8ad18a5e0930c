package mop.stack.traceql.source;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import mop.stack.parquet.ColumnChunk;
import mop.stack.parquet.RowReader;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.ValueTest;

/** The children of spans, counted by their ids: vParquet4 does not store the number. */
final class ChildCountColumn extends FieldColumn {
  private static final ValueDecoder IDS = new ValueDecoder(ValueDecoder.Meaning.SPAN_ID);

  private final ColumnChunk id;
  private final ColumnChunk parent;
  private RowReader idReader;
  private RowReader parentReader;

  ChildCountColumn(GroupColumns group) {
    super(Level.SPAN);
    id = group.chunk("rs.ss.Spans.SpanID");
    parent = group.chunk("rs.ss.Spans.ParentSpanID");
    idReader = id.read(new BitSet(), false);
    parentReader = parent.read(new BitSet(), false);
  }

  @Override
  void begin(BitSet needed, boolean ahead) {
    idReader = id.read(needed, ahead);
    parentReader = parent.read(needed, ahead);
  }

  /** Without a root there are no children, as where the number is stored. */
  @Override
  void load(int row) throws IOException {
    Map<Value, Long> children = new HashMap<>();
    boolean root = false;
    parentReader.seek(row);
    while (parentReader.next()) {
      if (parentReader.present()) {
        root |= parentReader.length() == 0;
        children.merge(IDS.decode(parentReader), 1L, Long::sum);
      }
    }
    idReader.seek(row);
    while (idReader.next()) {
      slot();
      if (idReader.present()) {
        add(new Value.Int(root ? children.getOrDefault(IDS.decode(idReader), 0L) : 0));
      }
    }
  }

  @Override
  long cost() {
    return id.bytes() + parent.bytes();
  }

  @Override
  BitSet matching(BitSet rows, ValueTest test) {
    return rows;
  }
}
