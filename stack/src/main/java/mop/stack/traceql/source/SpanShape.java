package mop.stack.traceql.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import mop.stack.parquet.ColumnChunk;
import mop.stack.parquet.RowReader;

/**
 * Where the spans of a row lie: in which resource and scope, and in which slot of the columns of
 * spans. Read from the levels of any column that has a value for each span; an entry without value
 * stands for a scope without spans.
 */
final class SpanShape {
  private final ColumnChunk chunk;
  private RowReader reader;
  private int loaded = -1;
  private int size;
  private int[] slot = new int[16];
  private int[] resource = new int[16];
  private int[] scope = new int[16];

  SpanShape(ColumnChunk chunk) {
    this.chunk = chunk;
    this.reader = chunk.read(new BitSet(), false);
  }

  void begin(BitSet needed) {
    reader = chunk.read(needed, true);
  }

  /** Number of spans. */
  int size(int row) throws IOException {
    if (row != loaded) {
      load(row);
      loaded = row;
    }
    return size;
  }

  private void load(int row) throws IOException {
    size = 0;
    int r = -1;
    int s = -1;
    reader.seek(row);
    for (int slots = 0; reader.next(); slots++) {
      r += reader.repetition() <= Level.RESOURCE.repetition() ? 1 : 0;
      s += reader.repetition() <= Level.SCOPE.repetition() ? 1 : 0;
      if (reader.present()) {
        if (size == slot.length) {
          slot = Arrays.copyOf(slot, size * 2);
          resource = Arrays.copyOf(resource, size * 2);
          scope = Arrays.copyOf(scope, size * 2);
        }
        slot[size] = slots;
        resource[size] = r;
        scope[size++] = s;
      }
    }
  }

  /** Slot of a span of the row that {@link #size} was asked of. */
  int slot(int span) {
    return slot[span];
  }

  /** Slot of the resource that the span lies in. */
  int resource(int span) {
    return resource[span];
  }

  /** Slot of the scope that the span lies in. */
  int scope(int span) {
    return scope[span];
  }
}
