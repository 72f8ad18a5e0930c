package mop.stack.logs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;

/**
 * Where log streams are read from. Times are nanoseconds since 1970; a range holds its beginning
 * and not its end, as in Loki.
 */
public interface LogSource {
  /** The streams that satisfy all matchers and may have entries in the range, sorted by labels. */
  List<Stream> select(long fromNanos, long toNanos, List<Matcher> matchers) throws IOException;

  /** Names of labels of such streams, sorted. */
  List<String> labelNames(long fromNanos, long toNanos, List<Matcher> matchers) throws IOException;

  /** Values that such streams have for a label, sorted. */
  List<String> labelValues(String name, long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException;

  /** How much each such stream holds, as the index tells it without reading any entry. */
  Map<Labels, LogVolume> volumes(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException;

  /** How much such streams hold together. */
  default LogVolume volume(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return volumes(fromNanos, toNanos, matchers).values().stream()
        .reduce(LogVolume.NONE, LogVolume::plus);
  }

  /** One stream, within the range for which it was selected. */
  interface Stream {
    Labels labels();

    /** No entry is older. */
    long firstNanos();

    /** No entry is newer. */
    long lastNanos();

    /** A new cursor before the first entry; it gives entries within the range only, each once. */
    LogCursor entries(Direction direction) throws IOException;
  }
}
