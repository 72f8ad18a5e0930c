package mop.stack.traces;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps traces: a write-ahead log, cut into Tempo blocks that go to an object store. A trace may
 * come in several pieces; those of one block are combined as Tempo combines them.
 *
 * <p>What was in the log when a store was closed or killed is there again when it is opened: log
 * segments that had been cut become blocks then, with the same ids and bytes as they would have
 * had, and the last one is continued. Reads no clock: everything is decided by event times.
 *
 * <p>A write that fails, of the log or of a block, is refused with an {@link IOException} and
 * leaves the store as it was before; it is usable again as soon as the cause has gone, a full disk
 * with some space. Thread-safe: one thread writes at a time, others read {@link #recent()}
 * meanwhile.
 */
public final class TraceStore implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TraceStore.class);

  private final Path folder;
  private final TraceStoreSettings settings;
  private final long seed;
  private final ObjectStore objects;
  private final BlockWriter blocks;
  private final FileChannel lockFile;
  private final SpanCheck check = new SpanCheck();
  private final List<String> recovery = new ArrayList<>();
  private final Consumer<BlockMeta> onBlock;

  /** Held for writing while {@link #segment} or what it holds changes. */
  private final ReadWriteLock state = new ReentrantReadWriteLock();

  private TraceStoreCounters counters = TraceStoreCounters.NONE;
  private Segment segment;

  /** Size of the segment at which a cut that failed is tried again. */
  private long retryAt;

  /** Opens the store; nobody hears of its blocks. */
  public TraceStore(
      ObjectStore store,
      Path walFolder,
      TraceStoreSettings settings,
      long blockIdSeed,
      Executor columnExecutor)
      throws IOException {
    this(store, walFolder, settings, blockIdSeed, columnExecutor, block -> {});
  }

  /**
   * Opens the store and recovers what its log holds.
   *
   * @param walFolder of this store alone; made when missing
   * @param blockIdSeed block ids follow from it and from the number of the log segment
   * @param columnExecutor encodes columns in parallel; {@code Runnable::run} for a single thread
   * @param onBlock hears of each block when it is in the object store and its traces are still
   *     among the recent ones; a block of the same id replaces the earlier one
   * @throws InvalidInput when the folder cannot be used
   */
  public TraceStore(
      ObjectStore store,
      Path walFolder,
      TraceStoreSettings settings,
      long blockIdSeed,
      Executor columnExecutor,
      Consumer<BlockMeta> onBlock)
      throws IOException {
    this.objects = store;
    this.folder = walFolder;
    this.settings = settings;
    this.seed = blockIdSeed;
    this.onBlock = onBlock;
    this.lockFile = WalLock.take(walFolder);
    Path scratch = walFolder.resolve("building.parquet");
    this.blocks = new BlockWriter(store, settings, scratch, columnExecutor);
    try {
      this.segment = recover();
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private Segment recover() throws IOException {
    List<Long> numbers;
    try (Stream<Path> files = Files.list(folder)) {
      numbers = files.map(WalFormat::number).filter(n -> n >= 0).sorted().toList();
    }
    if (numbers.isEmpty()) {
      return Segment.create(folder, unused(0), settings.walSync());
    }
    for (long number : numbers.subList(0, numbers.size() - 1)) {
      Segment earlier = open(number);
      if (!isMerged(number)) {
        store(earlier);
      }
      earlier.delete();
    }
    return open(numbers.getLast());
  }

  /**
   * The first number from there on whose block id is free: the log may have been removed, and the
   * blocks not.
   */
  private long unused(long from) throws IOException {
    long number = from;
    while (!objects.list(prefix(number)).isEmpty()) {
      number++;
    }
    return number;
  }

  /** Whether a segment's block was merged into another before the segment could be deleted. */
  private boolean isMerged(long number) throws IOException {
    String mark = prefix(number) + BlockObjects.COMPACTED;
    return objects.list(mark).contains(mark);
  }

  private String prefix(long number) {
    return settings.tenant() + '/' + BlockIds.blockId(seed, number) + '/';
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
    return locked(state.readLock(), () -> segment.index.size());
  }

  /**
   * The traces that are in the log and in no block yet, as they are now; to be closed. Does not
   * wait for a block that is being built.
   */
  public RecentTraces recent() throws IOException {
    state.readLock().lock();
    try {
      return RecentTraces.of(segment, BlockIds.blockId(seed, segment.number));
    } finally {
      state.readLock().unlock();
    }
  }

  /**
   * Stores a trace, or a piece of one. Cuts a block first when the trace lies behind its time span
   * or the block is full.
   *
   * @throws InvalidInput when a span's bytes are malformed; nothing of the trace is stored then
   * @throws IOException when the log or a block cannot be written; nothing of the trace is stored
   */
  public void append(RawTrace trace) throws IOException {
    append(List.of(trace));
  }

  /**
   * Stores traces, or pieces of some, with one write and one sync unless a block is cut in between.
   *
   * @throws InvalidInput when a span's bytes are malformed; nothing is stored then
   * @throws IOException when the log or a block cannot be written; nothing is stored, but for what
   *     went into a block that was cut in between. To store them again does no harm
   */
  public synchronized void append(List<RawTrace> traces) throws IOException {
    for (RawTrace trace : traces) {
      if (trace.size() == 0) {
        throw new IllegalArgumentException("trace without spans");
      }
      check(trace);
    }
    int at = 0;
    while (at < traces.size()) {
      if (endsBefore(traces.get(at))) {
        cutOrGrow();
      }
      at = log(traces, at);
    }
  }

  /** Appends to the log up to the next cut; returns how far it came. */
  private int log(List<RawTrace> traces, int from) throws IOException {
    state.writeLock().lock();
    Segment.Mark mark = segment.mark();
    long before = segment.writer.length();
    boolean logged = false;
    try {
      int at = from;
      int spans = 0;
      do {
        spans += traces.get(at).size();
        segment.append(traces.get(at++));
      } while (at < traces.size() && !endsBefore(traces.get(at)));
      segment.writer.settle();
      counters = counters.appended(at - from, spans, segment.writer.length() - before);
      logged = true;
      return at;
    } finally {
      if (!logged) {
        segment.rollback(mark);
      }
      state.writeLock().unlock();
    }
  }

  private static <T> T locked(Lock lock, Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    state.writeLock().lock();
    try {
      change.run();
    } finally {
      state.writeLock().unlock();
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

  /** Whether the segment is to become a block before the trace is stored. */
  private boolean endsBefore(RawTrace trace) {
    return segment.index.size() > 0
        && (segment.tempoBytes >= settings.maxBlockBytes()
            || start(trace) - segment.firstStart >= settings.maxBlockDuration().toNanos());
  }

  /**
   * Puts what the log holds into a block. Does nothing when it holds nothing.
   *
   * @throws IOException when the block cannot be stored; its traces stay in the log
   */
  public synchronized void flush() throws IOException {
    if (segment.index.size() > 0) {
      cut();
    }
  }

  /**
   * Cuts a block. While that fails the segment takes more traces, up to twice a block's size; it is
   * tried again each time an eighth of a block has come.
   */
  private void cutOrGrow() throws IOException {
    if (segment.tempoBytes < retryAt) {
      return;
    }
    try {
      cut();
    } catch (IOException e) {
      if (segment.tempoBytes >= 2 * settings.maxBlockBytes()) {
        throw e;
      }
      LOG.warn("a block of traces waits in its log {}: {}", segment.file, e.getMessage());
      retryAt = segment.tempoBytes + Math.max(1, settings.maxBlockBytes() / 8);
    }
  }

  /** Readers see the segment until its block is stored and has been told of. */
  private void cut() throws IOException {
    Segment full = segment;
    writeOut(full);
    long next = unused(full.number + 1);
    Segment following = Segment.create(folder, next, settings.walSync());
    try {
      store(full);
    } catch (IOException | RuntimeException e) {
      following.delete();
      throw e;
    }
    change(() -> segment = following);
    retryAt = 0;
    full.delete();
  }

  private void writeOut(Segment s) throws IOException {
    state.writeLock().lock();
    try {
      s.writer.flush();
    } finally {
      state.writeLock().unlock();
    }
  }

  /** Builds the block of a segment and stores it. */
  private void store(Segment full) throws IOException {
    if (full.index.size() > 0) {
      UUID id = BlockIds.blockId(seed, full.number);
      try (SegmentSource traces = new SegmentSource(full)) {
        BlockObjects.Written written = blocks.write(id, full.catalog, traces);
        change(() -> counters = counters.stored(written, full.writer.syncs()));
        onBlock.accept(written.meta());
      }
    }
  }

  public TraceStoreCounters counters() {
    return locked(state.readLock(), () -> counters.withSyncs(segment.writer.syncs()));
  }

  /** Writes the log out; makes no block. */
  @Override
  public synchronized void close() throws IOException {
    try (lockFile;
        WalWriter log = segment.writer) {
      log.flush();
    }
  }
}
