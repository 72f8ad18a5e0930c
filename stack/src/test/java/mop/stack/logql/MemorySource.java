package mop.stack.logql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logs.Direction;
import mop.stack.logs.LogCursor;
import mop.stack.logs.LogEntry;
import mop.stack.logs.LogSource;
import mop.stack.logs.LogVolume;

/** Streams in memory. */
final class MemorySource implements LogSource {
  static final long SECOND = 1_000_000_000L;

  private final Map<Labels, List<LogEntry>> streams = new TreeMap<>();

  MemorySource add(Labels stream, long seconds, String line, String... metadata) {
    streams
        .computeIfAbsent(stream, s -> new ArrayList<>())
        .add(new LogEntry(seconds * SECOND, line, Labels.of(metadata)));
    return this;
  }

  @Override
  public List<Stream> select(long from, long to, List<Matcher> matchers) {
    List<Stream> found = new ArrayList<>();
    streams.forEach((labels, entries) -> {
      List<LogEntry> within =
          entries.stream()
              .filter(e -> e.timestamp() >= from && e.timestamp() < to)
              .sorted(Comparator.comparingLong(LogEntry::timestamp))
              .toList();
      if (!within.isEmpty() && matchers.stream().allMatch(m -> m.matches(labels))) {
        found.add(new Held(labels, within));
      }
    });
    return found;
  }

  private record Held(Labels labels, List<LogEntry> entries) implements Stream {
    @Override
    public long firstNanos() {
      return entries.getFirst().timestamp();
    }

    @Override
    public long lastNanos() {
      return entries.getLast().timestamp();
    }

    @Override
    public LogCursor entries(Direction direction) {
      return new Cursor(labels, direction == Direction.FORWARD ? entries : entries.reversed());
    }
  }

  private static final class Cursor implements LogCursor {
    private final Labels labels;
    private final List<LogEntry> entries;
    private int at = -1;

    Cursor(Labels labels, List<LogEntry> entries) {
      this.labels = labels;
      this.entries = entries;
    }

    @Override
    public boolean next() {
      return ++at < entries.size();
    }

    @Override
    public long timestamp() {
      return entries.get(at).timestamp();
    }

    @Override
    public String line() {
      return entries.get(at).line();
    }

    @Override
    public Labels labels() {
      return labels;
    }

    @Override
    public Labels structuredMetadata() {
      return entries.get(at).structuredMetadata();
    }
  }

  @Override
  public List<String> labelNames(long from, long to, List<Matcher> matchers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> labelValues(String name, long from, long to, List<Matcher> matchers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Labels, LogVolume> volumes(long from, long to, List<Matcher> matchers) {
    throw new UnsupportedOperationException();
  }
}
