package mop.stack.metrics.block;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;

/** Leaves out the samples in some intervals. */
public final class DeletingCursor implements ChunkCursor {
  private final SampleCursor all;
  private final List<Interval> deleted;
  private int next;

  /**
   * @param deleted sorted and apart from each other
   */
  public DeletingCursor(SampleCursor all, List<Interval> deleted) {
    this.all = all;
    this.deleted = deleted;
  }

  @Override
  public Kind next() throws IOException {
    return kept(all.next());
  }

  @Override
  public Kind seek(long millis) throws IOException {
    return kept(all.seek(millis));
  }

  private Kind kept(Kind first) throws IOException {
    Kind kind = first;
    while (kind != Kind.END && isDeleted(all.timestamp())) {
      kind = all.next();
    }
    return kind;
  }

  private boolean isDeleted(long millis) {
    while (next < deleted.size() && deleted.get(next).to() < millis) {
      next++;
    }
    return next < deleted.size() && deleted.get(next).contains(millis);
  }

  @Override
  public long timestamp() {
    return all.timestamp();
  }

  @Override
  public double value() {
    return all.value();
  }

  @Override
  public Histogram histogram() {
    return MergedCursor.histogramOf(all);
  }
}
