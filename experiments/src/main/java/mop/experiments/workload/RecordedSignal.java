package mop.experiments.workload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import mop.experiments.hash.Sha256;
import mop.experiments.workload.TimeBlocks.Range;
import mop.stack.otlp.RequestSink;
import mop.stack.otlp.Signal;

/** The recorded requests of one signal, on disk, and where each second of them begins. */
final class RecordedSignal implements RequestSink, Closeable {
  private static final long SECOND = 1_000_000_000L;

  private final Signal signal;
  private final Path file;
  private final Spool.Writer writer;
  private final TreeMap<Long, Long> offsets = new TreeMap<>();
  private long inBlocks;

  RecordedSignal(Signal signal, Path file) throws IOException {
    this.signal = signal;
    this.file = file;
    this.writer = new Spool.Writer(file);
  }

  @Override
  public void accept(long arrivalNanos, byte[] buffer, int offset, int length) throws IOException {
    offsets.putIfAbsent(arrivalNanos / SECOND, writer.position());
    writer.accept(arrivalNanos, buffer, offset, length);
  }

  Path file() {
    return file;
  }

  boolean isEmpty() {
    return offsets.isEmpty();
  }

  /** First offset of each second that has requests, Unix seconds. */
  NavigableMap<Long, Long> offsets() {
    return offsets;
  }

  /** Offset after the last request. */
  long end() {
    return writer.position();
  }

  /** The requests that arrived in a block's time. */
  SignalRange within(Range block) throws IOException {
    long from = from(block.startNanos() / SECOND);
    long to = from(block.endNanos() / SECOND);
    MessageDigest digest = Sha256.digest();
    long[] sums = new long[2];
    Spool.replay(
        file,
        from,
        to,
        (arrival, buffer, offset, length) -> {
          digest.update(buffer, offset, length);
          sums[0]++;
          sums[1] += length;
        });
    inBlocks += sums[0];
    return new SignalRange(
        signal, sums[0], sums[1], HexFormat.of().formatHex(digest.digest()), file, from, to);
  }

  private long from(long second) {
    Map.Entry<Long, Long> first = offsets.ceilingEntry(second);
    return first == null ? writer.position() : first.getValue();
  }

  /** Requests that are in none of the blocks asked for, once all were asked for. */
  long left() {
    return writer.requests() - inBlocks;
  }

  /** After the last request; the spool can be read from then on. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
