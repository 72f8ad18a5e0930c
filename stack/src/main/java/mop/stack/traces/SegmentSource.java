package mop.stack.traces;

import java.io.Closeable;
import java.io.IOException;

/** The traces of a log segment in the order of a block, pieces of a trace together. */
final class SegmentSource implements BlockWriter.Source, Closeable {
  private final SegmentIndex index;
  private final int[] order;
  private final WalReader reader;
  private int next;

  /**
   * @param segment written out
   */
  SegmentSource(Segment segment) throws IOException {
    this.index = segment.index;
    this.order = index.sorted();
    this.reader = new WalReader(segment.file);
  }

  @Override
  public int estimate() {
    return index.size();
  }

  @Override
  public boolean next(SpanTable into) {
    if (next == order.length) {
      return false;
    }
    int first = order[next];
    into.begin(index.high(first), index.low(first));
    for (int piece = 0; next < order.length && index.sameId(first, order[next]); piece++) {
      reader.read(index.position(order[next++]), into, piece);
    }
    return true;
  }

  @Override
  public void close() {
    reader.close();
  }
}
