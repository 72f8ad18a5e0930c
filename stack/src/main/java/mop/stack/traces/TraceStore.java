package mop.stack.traces;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps traces: a write-ahead log, cut into Tempo blocks that go to an object store. A trace may
 * come in several pieces; those of one block are combined as Tempo combines them.
 *
 * <p>What was in the log when a store was closed or killed is there again when it is opened: log
 * segments that had been cut become blocks then, with the same ids and bytes as they would have
 * had, and the last one is continued. Reads no clock: everything is decided by event times. Not
 * thread-safe.
 */
public final class TraceStore implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TraceStore.class);

  private final Path folder;
  private final TraceStoreSettings settings;
  private final long seed;
  private final BlockWriter blocks;
  private final FileChannel lockFile;
  private final SpanCheck check = new SpanCheck();
  private final List<String> recovery = new ArrayList<>();
  private TraceStoreCounters counters = TraceStoreCounters.NONE;
  private Segment segment;
  private boolean failed;

  /**
   * Opens the store and recovers what its log holds.
   *
   * @param walFolder of this store alone; made when missing
   * @param blockIdSeed block ids follow from it and from the number of the log segment
   * @param columnExecutor encodes columns in parallel; {@code Runnable::run} for a single thread
   * @throws InvalidInput when the folder cannot be used
   */
  public TraceStore(
      ObjectStore store,
      Path walFolder,
      TraceStoreSettings settings,
      long blockIdSeed,
      Executor columnExecutor)
      throws IOException {
    this.folder = walFolder;
    this.settings = settings;
    this.seed = blockIdSeed;
    this.lockFile = lock(walFolder);
    Path scratch = walFolder.resolve("building.parquet");
    this.blocks = new BlockWriter(store, settings, scratch, columnExecutor);
    try {
      this.segment = recover();
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new InvalidInput(
            folder.toString(),
            "another process or store has this trace log open",
            "a folder of its own",
            "Wait for the other to end, or name another folder.");
      }
      return channel;
    } catch (IOException e) {
      throw new InvalidInput(
          folder.toString(),
          "cannot hold a trace log (" + e.getMessage() + ")",
          "a writable folder",
          "Change its permissions or name another folder.");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private Segment recover() throws IOException {
    List<Long> numbers;
    try (Stream<Path> files = Files.list(folder)) {
      numbers = files.map(WalFormat::number).filter(n -> n >= 0).sorted().toList();
    }
    if (numbers.isEmpty()) {
      return Segment.create(folder, 0, settings.walSync());
    }
    for (long number : numbers.subList(0, numbers.size() - 1)) {
      finish(open(number));
    }
    return open(numbers.getLast());
  }

  private Segment open(long number) throws IOException {
    Segment s = Segment.open(folder, number, settings.walSync());
    s.damage()
        .ifPresent(message -> {
          LOG.warn(message);
          recovery.add(message);
        });
    return s;
  }

  /** What recovery had to set aside, one line each; empty when the log was whole. */
  public List<String> recovery() {
    return List.copyOf(recovery);
  }

  /** Traces that are in the log and in no block yet. */
  public int unflushedTraces() {
    return segment.index.size();
  }

  /**
   * Stores a trace, or a piece of one. Cuts a block first when the trace lies behind its time span
   * or the block is full.
   *
   * @throws InvalidInput when a span's bytes are malformed; nothing of the trace is stored then
   * @throws IOException when the log or a block cannot be written; the store takes no more then
   */
  public void append(RawTrace trace) throws IOException {
    if (trace.size() == 0) {
      throw new IllegalArgumentException("trace without spans");
    }
    refuseAfterFailure();
    check(trace);
    long start = start(trace);
    if (segment.index.size() > 0 && (full() || behind(start))) {
      cut();
    }
    failed = true;
    long before = segment.writer.length();
    segment.append(trace, start);
    count(trace.size(), segment.writer.length() - before);
    failed = false;
  }

  private void refuseAfterFailure() throws IOException {
    if (failed) {
      throw new IOException("trace log " + folder + " failed earlier; open it anew");
    }
  }

  private void check(RawTrace trace) {
    Origin last = null;
    for (int i = 0; i < trace.size(); i++) {
      int from = trace.offset(i);
      check.span(trace.bytes(), from, from + trace.length(i));
      Origin origin = trace.origin(i);
      if (!origin.equals(last) && !segment.writer.knows(origin)) {
        check.header(origin.resource(), Otlp.RESOURCE_ATTRIBUTES);
        check.header(origin.scope(), Otlp.SCOPE_ATTRIBUTES);
      }
      last = origin;
    }
  }

  private static long start(RawTrace trace) {
    long first = trace.startNanos(0);
    for (int i = 1; i < trace.size(); i++) {
      first = Long.compareUnsigned(trace.startNanos(i), first) < 0 ? trace.startNanos(i) : first;
    }
    return first;
  }

  private boolean full() {
    return segment.tempoBytes >= settings.maxBlockBytes();
  }

  private boolean behind(long start) {
    return start - segment.firstStart >= settings.maxBlockDuration().toNanos();
  }

  private void count(int spans, long bytes) {
    TraceStoreCounters c = counters;
    counters =
        new TraceStoreCounters(
            c.traces() + 1,
            c.spans() + spans,
            c.walBytes() + bytes,
            c.walSyncs(),
            c.blocks(),
            c.objects(),
            c.storedTraces(),
            c.dataBytes(),
            c.bloomBytes(),
            c.indexBytes(),
            c.metaBytes());
  }

  /** Puts what the log holds into a block. Does nothing when it holds nothing. */
  public void flush() throws IOException {
    refuseAfterFailure();
    if (segment.index.size() > 0) {
      cut();
    }
  }

  private void cut() throws IOException {
    failed = true;
    segment.writer.flush();
    Segment following = Segment.create(folder, segment.number + 1, settings.walSync());
    try {
      finish(segment);
    } catch (IOException | RuntimeException e) {
      following.writer.close();
      throw e;
    }
    segment = following;
    failed = false;
  }

  /** Builds the block of a segment, stores it and deletes the segment. */
  private void finish(Segment full) throws IOException {
    if (full.index.size() > 0) {
      UUID id = BlockIds.blockId(seed, full.number);
      try (SegmentSource traces = new SegmentSource(full)) {
        count(blocks.write(id, full.catalog, traces), full.writer.syncs());
      }
    }
    full.delete();
  }

  private void count(BlockWriter.Written w, long syncs) {
    TraceStoreCounters c = counters;
    counters =
        new TraceStoreCounters(
            c.traces(),
            c.spans(),
            c.walBytes(),
            c.walSyncs() + syncs,
            c.blocks() + 1,
            c.objects() + 3 + w.meta().bloomShards(),
            c.storedTraces() + w.meta().traces(),
            c.dataBytes() + w.dataBytes(),
            c.bloomBytes() + w.bloomBytes(),
            c.indexBytes() + w.indexBytes(),
            c.metaBytes() + w.metaBytes());
  }

  public TraceStoreCounters counters() {
    return counters.withSyncs(segment.writer.syncs());
  }

  /** Writes the log out; makes no block. */
  @Override
  public void close() throws IOException {
    try (lockFile) {
      if (!failed) {
        segment.writer.flush();
      }
      segment.writer.close();
    }
  }
}
