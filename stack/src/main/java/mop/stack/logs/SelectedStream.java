package mop.stack.logs;

import java.util.Comparator;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.logs.chunk.EntryRun;
import mop.stack.logs.chunk.MergedRuns;

/**
 * A stream with the runs that overlap the range for which it was selected.
 *
 * @param runs at least one
 */
record SelectedStream(Labels labels, List<EntryRun> runs, long from, long to)
    implements LogSource.Stream {
  @Override
  public long firstNanos() {
    return runs.stream().mapToLong(EntryRun::first).min().orElseThrow();
  }

  @Override
  public long lastNanos() {
    return runs.stream().mapToLong(EntryRun::last).max().orElseThrow();
  }

  @Override
  public LogCursor entries(Direction direction) {
    List<EntryRun> ordered =
        runs.stream().sorted(Comparator.comparingLong(EntryRun::first)).toList();
    return new Cursor(labels, new MergedRuns(ordered, from, to, direction));
  }

  private record Cursor(Labels labels, MergedRuns entries) implements LogCursor {
    @Override
    public boolean next() throws java.io.IOException {
      return entries.next();
    }

    @Override
    public long timestamp() {
      return entries.timestamp();
    }

    @Override
    public String line() {
      return entries.line();
    }

    @Override
    public Labels structuredMetadata() {
      return entries.metadata();
    }
  }
}
