package mop.stack.traces;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import org.jspecify.annotations.Nullable;

/** A log segment that is appended to, with the index of what it holds. */
final class Segment {
  final Path file;
  final long number;
  final SegmentIndex index = new SegmentIndex();
  final OriginCatalog catalog = new OriginCatalog();
  final WalOrigins origins = new WalOrigins();
  final WalWriter writer;

  /** Estimate of what Tempo's own log would take for the traces. */
  long tempoBytes;

  /** Earliest start in the first trace, Unix nanoseconds. */
  long firstStart;

  private final @Nullable String damage;

  /** What the segment held at one moment. */
  record Mark(WalWriter.Mark log, int traces, long tempoBytes, long firstStart) {}

  private Segment(Path file, long number, WalSync sync, boolean existing) throws IOException {
    this.file = file;
    this.number = number;
    if (!existing) {
      writer = new WalWriter(file, sync, 0, origins);
      damage = null;
      return;
    }
    WalReader.Scan scan;
    try (WalReader reader = new WalReader(file)) {
      scan = reader.scan(file, new Loader(reader));
      damage = setAside(reader, scan);
    }
    writer = new WalWriter(file, sync, scan.valid(), origins);
  }

  static Segment create(Path folder, long number, WalSync sync) throws IOException {
    Segment s = new Segment(WalFormat.segment(folder, number), number, sync, false);
    try {
      s.writer.flush();
      if (sync.force) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
      return s;
    } catch (IOException e) {
      s.delete();
      throw e;
    }
  }

  static Segment open(Path folder, long number, WalSync sync) throws IOException {
    return new Segment(WalFormat.segment(folder, number), number, sync, true);
  }

  /** Fills the index from a log that is there. */
  private final class Loader implements WalReader.Visitor {
    private final WalReader reader;
    private final SpanTable spans = new SpanTable();

    Loader(WalReader reader) {
      this.reader = reader;
    }

    @Override
    public void origin(Origin origin) {
      catalog.add(origin);
      origins.add(origin);
    }

    @Override
    public void trace(long position, int bytes, long idHigh, long idLow, int count) {
      spans.begin(idHigh, idLow);
      reader.read(position, spans, 0);
      long first = -1;
      long last = 0;
      for (int i = 0; i < spans.size; i++) {
        first = Long.compareUnsigned(spans.start[i], first) < 0 ? spans.start[i] : first;
        last = Long.compareUnsigned(spans.end[i], last) > 0 ? spans.end[i] : last;
      }
      note(idHigh, idLow, position, bytes, first, last, count);
    }
  }

  private void note(
      long high, long low, long position, int bytes, long first, long last, int spans) {
    if (index.size() == 0) {
      firstStart = first;
    }
    index.add(high, low, position, bytes, first, last);
    tempoBytes += tempoBytes(spans, bytes);
  }

  /** Copies a torn tail into a file of its own, before the segment is cut back. */
  private @Nullable String setAside(WalReader reader, WalReader.Scan scan) throws IOException {
    if (scan.damage() == null) {
      return null;
    }
    Path aside = file.resolveSibling(file.getFileName() + ".torn-" + scan.valid());
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                aside,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      long end = reader.size();
      for (long at = scan.valid(); at < end; ) {
        at += from.transferTo(at, end - at, to);
      }
      to.force(true);
    }
    return file
        + ": "
        + scan.damage()
        + " at byte "
        + scan.valid()
        + "; "
        + index.size()
        + " traces before it are kept, "
        + (reader.size() - scan.valid())
        + " bytes from there on are set aside in "
        + aside.getFileName();
  }

  Optional<String> damage() {
    return Optional.ofNullable(damage);
  }

  /** Appends a trace; the writer's {@link WalWriter#settle} makes it durable. */
  void append(RawTrace trace) {
    long at = writer.append(trace, catalog);
    long first = -1;
    long last = 0;
    for (int i = 0; i < trace.size(); i++) {
      first = Long.compareUnsigned(trace.startNanos(i), first) < 0 ? trace.startNanos(i) : first;
      last = Long.compareUnsigned(trace.endNanos(i), last) > 0 ? trace.endNanos(i) : last;
    }
    int bytes = (int) (writer.length() - at);
    note(trace.idHigh(), trace.idLow(), at, bytes, first, last, trace.size());
  }

  Mark mark() {
    return new Mark(writer.mark(), index.size(), tempoBytes, firstStart);
  }

  /** Forgets what was appended since; nothing may have been written in between. */
  void rollback(Mark mark) {
    writer.rollback(mark.log);
    catalog.truncate(mark.log.origins());
    index.truncate(mark.traces);
    tempoBytes = mark.tempoBytes;
    firstStart = mark.firstStart;
  }

  /**
   * Bytes that a trace takes in the log of Tempo 3.0, which is Parquet with small pages: 84 to 90 a
   * span for spans of 93 bytes without attributes, 190 to 192 for spans of 483 bytes with twelve,
   * as a Tempo 3.1.0-dev logged them; a straight line through the two.
   */
  private static long tempoBytes(int spans, long serialized) {
    return 62L * spans + serialized * 4 / 15;
  }

  void delete() throws IOException {
    writer.close();
    Files.delete(file);
  }
}
