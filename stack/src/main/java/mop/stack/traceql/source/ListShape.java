package mop.stack.traceql.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import mop.stack.parquet.ColumnChunk;
import mop.stack.parquet.RowReader;

/** Where the events or links of each span of a row lie among their slots. */
final class ListShape {
  private final ColumnChunk chunk;
  private RowReader reader;
  private int loaded = -1;
  private int spans;
  private int[] first = new int[16];
  private int[] count = new int[16];

  /**
   * @param chunk that has a value for each event or link
   */
  ListShape(ColumnChunk chunk) {
    this.chunk = chunk;
    this.reader = chunk.read(new BitSet(), false);
  }

  void begin(BitSet needed, boolean ahead) {
    reader = chunk.read(needed, ahead);
  }

  /** Events or links of the span in that slot. */
  int count(int row, int spanSlot) throws IOException {
    if (chunk.empty()) {
      return 0;
    }
    if (row != loaded) {
      load(row);
      loaded = row;
    }
    return spanSlot < spans ? count[spanSlot] : 0;
  }

  /** Slot of the first event or link of the span that {@link #count} was asked of. */
  int first(int spanSlot) {
    return first[spanSlot];
  }

  private void load(int row) throws IOException {
    spans = 0;
    reader.seek(row);
    for (int slots = 0; reader.next(); slots++) {
      if (reader.repetition() <= Level.SPAN.repetition()) {
        if (spans == first.length) {
          first = Arrays.copyOf(first, spans * 2);
          count = Arrays.copyOf(count, spans * 2);
        }
        first[spans] = slots;
        count[spans++] = 0;
      }
      count[spans - 1] += reader.present() ? 1 : 0;
    }
  }
}
