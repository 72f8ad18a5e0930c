package mop.stack.metrics.head;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.block.DeletingCursor;
import mop.stack.metrics.block.Interval;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunksCursor;

/**
 * A series of the head as it was at one moment.
 *
 * @param chunks sorted by time, none overlapping another
 * @param late samples out of order
 * @param deleted sorted and apart from each other
 */
record HeadSeries(Labels labels, List<Chunk> chunks, List<OutOfOrder> late, List<Interval> deleted)
    implements SeriesSource.Series {
  boolean isEmpty() {
    return chunks.isEmpty() && late.isEmpty();
  }

  HeadSeries inOrder() {
    return new HeadSeries(labels, chunks, List.of(), deleted);
  }

  /** Of two samples of one time that in order counts. */
  @Override
  public SampleCursor samples() {
    List<SampleCursor> cursors = new ArrayList<>();
    cursors.add(new ChunksCursor(chunks));
    late.forEach(o -> cursors.add(o.cursor()));
    SampleCursor all = MergedCursor.of(cursors);
    return deleted.isEmpty() ? all : new DeletingCursor(all, deleted);
  }
}
