package mop.stack.metrics.head;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;

/** Leaves out samples in deleted ranges. */
final class UndeletedCursor implements ChunkCursor {
  private final SampleCursor all;
  private final List<Deletion> deleted;

  UndeletedCursor(SampleCursor all, List<Deletion> deleted) {
    this.all = all;
    this.deleted = deleted;
  }

  @Override
  public Kind next() throws IOException {
    return skip(all.next());
  }

  @Override
  public Kind seek(long millis) throws IOException {
    return skip(all.seek(millis));
  }

  private Kind skip(Kind at) throws IOException {
    Kind kind = at;
    while (kind != Kind.END && isDeleted(all.timestamp())) {
      kind = all.next();
    }
    return kind;
  }

  private boolean isDeleted(long millis) {
    for (Deletion d : deleted) {
      if (millis >= d.from() && millis <= d.to()) {
        return true;
      }
    }
    return false;
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
