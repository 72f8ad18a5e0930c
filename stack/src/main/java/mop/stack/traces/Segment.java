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
  final WalWriter writer;

  /** Estimate of what Tempo's own log would take for the traces. */
  long tempoBytes;

  /** Earliest start in the first trace, Unix nanoseconds. */
  long firstStart;

  private final @Nullable String damage;

  private Segment(Path file, long number, WalSync sync, boolean existing) throws IOException {
    this.file = file;
    this.number = number;
    if (!existing) {
      writer = new WalWriter(file, sync, 0, 0);
      damage = null;
      return;
    }
    Loader loader = new Loader();
    WalReader.Scan scan;
    try (WalReader reader = new WalReader(file)) {
      scan = reader.scan(file, loader);
      damage = setAside(reader, scan);
      if (index.size() > 0) {
        SpanTable first = new SpanTable();
        first.begin(0, 0);
        reader.read(index.position(0), first, 0);
        firstStart = firstStart(first);
      }
    }
    writer = new WalWriter(file, sync, scan.valid(), loader.origins);
  }

  static Segment create(Path folder, long number, WalSync sync) throws IOException {
    Segment s = new Segment(WalFormat.segment(folder, number), number, sync, false);
    s.writer.flush();
    if (sync.force) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
    return s;
  }

  static Segment open(Path folder, long number, WalSync sync) throws IOException {
    return new Segment(WalFormat.segment(folder, number), number, sync, true);
  }

  private final class Loader implements WalReader.Visitor {
    int origins;

    @Override
    public void origin(Origin origin) {
      catalog.add(origin);
      origins++;
    }

    @Override
    public void trace(long position, int bytes, long idHigh, long idLow, int spans) {
      index.add(idHigh, idLow, position);
      tempoBytes += tempoBytes(spans, bytes);
    }
  }

  private static long firstStart(SpanTable spans) {
    long first = spans.start[0];
    for (int i = 1; i < spans.size; i++) {
      first = Long.compareUnsigned(spans.start[i], first) < 0 ? spans.start[i] : first;
    }
    return first;
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

  void append(RawTrace trace, long start) throws IOException {
    if (index.size() == 0) {
      firstStart = start;
    }
    long at = writer.append(trace, catalog);
    index.add(trace.idHigh(), trace.idLow(), at);
    tempoBytes += tempoBytes(trace.size(), writer.length() - at);
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
