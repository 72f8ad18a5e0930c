package mop.stack.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logs.Direction;
import mop.stack.logs.LogCursor;
import mop.stack.logs.LogSource;
import mop.stack.logs.LogVolume;

/** Counts what one query reads, and ends the query when its time is over. For one thread. */
final class MeteredLogs implements LogSource {
  /** Entries between two looks at the clock. */
  private static final int LOOK = 1024;

  private final LogSource rest;
  private final BooleanSupplier over;
  private long entries;
  private long lineBytes;
  private long metadataBytes;

  /** The query has used up its time. */
  static final class OutOfTime extends IOException {
    private static final long serialVersionUID = 1L;

    OutOfTime() {
      super("query timed out");
    }
  }

  MeteredLogs(LogSource rest, BooleanSupplier over) {
    this.rest = rest;
    this.over = over;
  }

  long entries() {
    return entries;
  }

  /** Bytes of lines and structured metadata. */
  long bytes() {
    return lineBytes + metadataBytes;
  }

  long metadataBytes() {
    return metadataBytes;
  }

  @Override
  public List<Stream> select(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return rest.select(fromNanos, toNanos, matchers).stream()
        .map(s -> (Stream) new MeteredStream(s))
        .toList();
  }

  @Override
  public List<String> labelNames(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return rest.labelNames(fromNanos, toNanos, matchers);
  }

  @Override
  public List<String> labelValues(String name, long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return rest.labelValues(name, fromNanos, toNanos, matchers);
  }

  @Override
  public Map<Labels, LogVolume> volumes(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return rest.volumes(fromNanos, toNanos, matchers);
  }

  private void count(LogCursor at) throws IOException {
    if (entries++ % LOOK == 0 && over.getAsBoolean()) {
      throw new OutOfTime();
    }
    lineBytes += utf8Length(at.line());
    at.structuredMetadata()
        .forEach((name, value) -> metadataBytes += utf8Length(name) + utf8Length(value));
  }

  /** Bytes of a text in UTF-8; each half of a surrogate pair stands for two of its four. */
  private static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  private final class MeteredStream implements Stream {
    private final Stream stream;

    MeteredStream(Stream stream) {
      this.stream = stream;
    }

    @Override
    public Labels labels() {
      return stream.labels();
    }

    @Override
    public long firstNanos() {
      return stream.firstNanos();
    }

    @Override
    public long lastNanos() {
      return stream.lastNanos();
    }

    @Override
    public LogCursor entries(Direction direction) throws IOException {
      return new MeteredCursor(stream.entries(direction));
    }
  }

  private final class MeteredCursor implements LogCursor {
    private final LogCursor cursor;

    MeteredCursor(LogCursor cursor) {
      this.cursor = cursor;
    }

    @Override
    public boolean next() throws IOException {
      boolean more = cursor.next();
      if (more) {
        count(cursor);
      }
      return more;
    }

    @Override
    public long timestamp() {
      return cursor.timestamp();
    }

    @Override
    public String line() {
      return cursor.line();
    }

    @Override
    public Labels labels() {
      return cursor.labels();
    }

    @Override
    public Labels structuredMetadata() {
      return cursor.structuredMetadata();
    }
  }
}
