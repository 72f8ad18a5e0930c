package mop.stack.logs;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logs.MemoryStream.FlushReason;
import mop.stack.logs.Rejection.Reason;
import mop.stack.logs.chunk.ChunkObject;
import mop.stack.logs.chunk.ChunkRef;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.index.ChunkMeta;
import mop.stack.logs.index.IndexSeries;
import mop.stack.store.ObjectStore;
import mop.stack.wal.Checkpoint;
import mop.stack.wal.WalCompression;
import mop.stack.wal.WalSettings;
import mop.stack.wal.WalWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps logs as a single Loki does: a push is in the write-ahead log before it is acknowledged;
 * chunks gather in memory, go to the object store by Loki's rules, are indexed every quarter of an
 * hour, and the index is compacted and loses what is too old. Reads no clock: {@link #maintain}
 * does what is due at the time that it is given. Thread-safe.
 *
 * <p>What was acknowledged is there after a crash at any moment. What was flushed since the last
 * checkpoint is then flushed once more; readers get each entry once.
 */
public final class LogStore implements LogSource, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);

  /** Loki: four times Prometheus' 128 MiB, not compressed. */
  private static final WalSettings WAL =
      WalSettings.DEFAULT.withSegmentBytes(512 << 20).withCompression(WalCompression.NONE);

  private static final WalSettings INDEX_WAL = WAL.withSegmentBytes(128 << 10);

  private final ObjectStore store;
  private final LogStoreSettings settings;
  private final Path walFolder;
  private final FileChannel lockFile;
  private final StreamTable streams;
  private final WalWriter wal;
  private final IndexHead indexHead;
  private final IndexTables tables;
  private final DeletionMarks marks;
  private final List<String> recovery = new ArrayList<>();

  /**
   * Held while what is in memory is read or changed; never while the object store is waited for.
   */
  private final Object memory = new Object();

  /** Held while something is moved to the object store; taken before {@link #memory}. */
  private final Object maintenance = new Object();

  private @Nullable Instant indexBegun;
  private @Nullable Instant checkpointed;
  private @Nullable Instant compacted;
  private long entries;
  private long bytes;
  private long rejected;
  private long chunks;
  private long chunkBytes;

  /**
   * Opens the store and recovers what its logs hold.
   *
   * @param folder of this store alone; made when missing
   * @throws InvalidInput when the folder cannot be used
   */
  public LogStore(ObjectStore store, Path folder, LogStoreSettings settings) throws IOException {
    this(store, folder, settings, WAL);
  }

  LogStore(ObjectStore store, Path folder, LogStoreSettings settings, WalSettings walSettings)
      throws IOException {
    this.store = store;
    this.settings = settings;
    this.walFolder = folder.resolve("wal");
    this.lockFile = lock(folder);
    try {
      this.streams = new StreamTable(settings.rules());
      recovery.addAll(streams.recover(walFolder, settings.tenant()));
      this.wal = WalWriter.open(walFolder, walSettings);
      this.indexHead = new IndexHead(settings.tenant(), folder.resolve("index"), INDEX_WAL);
      recovery.addAll(indexHead.recovery());
      this.tables = new IndexTables(store);
      this.marks = new DeletionMarks(folder.resolve("marks"), settings.deleteDelay());
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
    recovery.forEach(LOG::warn);
  }

  private static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldHere) {
      LOG.debug("lock of {} is held by this process", folder);
    }
    channel.close();
    throw new InvalidInput(
        folder.toString(),
        "another process or store has this log store open",
        "a folder of its own",
        "Wait for the other to end, or name another folder.");
  }

  /** What recovery had to set aside, one line each; empty when the logs were whole. */
  public List<String> recovery() {
    return List.copyOf(recovery);
  }

  /**
   * Stores entries. What the answer says is accepted is durable.
   *
   * @param now for the limits of age, and to know later which chunks are idle
   * @throws IOException when the write-ahead log cannot be written, as when the disk is full;
   *     nothing of the push is stored then, and it can be sent again
   */
  public PushResult push(List<StreamEntries> batches, Instant now) throws IOException {
    synchronized (memory) {
      if (streams.memoryBytes() >= settings.memoryBytes()) {
        return overloaded(batches);
      }
      PushPlan plan = new PushPlan(settings, now);
      batches.forEach(b -> plan.add(b, streams));
      for (byte[] record : plan.records()) {
        wal.append(record);
      }
      wal.sync();
      for (PushPlan.Part p : plan.parts()) {
        if (p.isNew) {
          streams.put(p.stream);
        }
        for (PreparedEntry e : p.entries) {
          streams.grown(p.stream.append(e, now));
        }
      }
      PushResult result = plan.result();
      entries += result.accepted();
      bytes += result.bytes();
      rejected += result.rejected();
      return result;
    }
  }

  private PushResult overloaded(List<StreamEntries> batches) {
    int all = batches.stream().mapToInt(b -> b.entries().size()).sum();
    rejected += all;
    String message =
        "log store holds "
            + streams.memoryBytes()
            + " bytes in memory, limit: "
            + settings.memoryBytes()
            + " bytes; send again later";
    return new PushResult(0, 0, List.of(new Rejection(Reason.MEMORY_LIMIT, all, message)));
  }

  /**
   * Does what is due: flushes chunks that are full, idle or old, stores the index, makes a
   * checkpoint, compacts, and deletes what is too old. Loki looks every 30 seconds.
   */
  public void maintain(Instant now) throws IOException {
    synchronized (maintenance) {
      flush(due(now));
      indexBegun = indexBegun == null ? now : indexBegun;
      if (period(now) > period(indexBegun)) {
        storeIndex(now);
      }
      checkpointed = checkpointed == null ? now : checkpointed;
      if (isOver(checkpointed, settings.checkpointPeriod(), now)) {
        checkpoint(now);
      }
      compacted = compacted == null ? now : compacted;
      if (isOver(compacted, settings.compactionPeriod(), now)) {
        compact(now);
      }
    }
  }

  private long period(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), settings.indexPeriod().toMillis());
  }

  private static boolean isOver(Instant begin, Duration period, Instant now) {
    return !now.isBefore(begin.plus(period));
  }

  /** Flushes everything and stores the index. */
  public void flush(Instant now) throws IOException {
    synchronized (maintenance) {
      List<Due> all = new ArrayList<>();
      synchronized (memory) {
        for (MemoryStream s : streams.all()) {
          s.chunks().forEach(c -> all.add(new Due(s, c, FlushReason.FORCED)));
        }
      }
      flush(all);
      storeIndex(now);
      checkpoint(now);
    }
  }

  private record Due(MemoryStream stream, MemoryStream.Chunk chunk, FlushReason reason) {}

  private List<Due> due(Instant now) {
    List<Due> due = new ArrayList<>();
    synchronized (memory) {
      for (MemoryStream s : streams.all()) {
        for (MemoryStream.Chunk c : s.chunks()) {
          s.flushReason(c, now).ifPresent(r -> due.add(new Due(s, c, r)));
        }
      }
    }
    return due;
  }

  private void flush(List<Due> due) throws IOException {
    for (Due d : due) {
      synchronized (memory) {
        long before = d.chunk.builder.memoryBytes();
        MemoryStream.close(d.chunk);
        streams.grown(d.chunk.builder.memoryBytes() - before);
      }
      var builder = d.chunk.builder;
      ChunkObject object =
          ChunkObject.of(settings.tenant(), d.stream.fingerprint, d.stream.labels, builder);
      ChunkRef ref = object.ref();
      byte[] content = object.bytes();
      store.put(ref.key(), new ByteArrayInputStream(content), content.length);
      int kib = (int) Math.round(builder.uncompressedSize() / 1024.0);
      ChunkMeta meta =
          new ChunkMeta(
              ref.fromMillis(), ref.throughMillis(), kib, builder.entries(), ref.checksum());
      synchronized (memory) {
        indexHead.add(d.stream.labels, d.stream.fingerprint, meta);
        streams.drop(d.stream, d.chunk);
        chunks++;
        chunkBytes += content.length;
      }
      LOG.debug("flushed {} ({})", ref.key(), d.reason);
    }
  }

  private void storeIndex(Instant now) throws IOException {
    List<IndexSeries> series;
    synchronized (memory) {
      series = indexHead.series();
    }
    // Only flushing adds to the head, and that waits for this.
    Instant begun = indexBegun == null ? now : indexBegun;
    tables.add(settings.tenant(), settings.uploader(), series, begun);
    synchronized (memory) {
      if (!series.isEmpty()) {
        indexHead.clear();
      }
    }
    indexBegun = now;
  }

  private void checkpoint(Instant now) throws IOException {
    int last;
    List<MemoryStream> all;
    synchronized (memory) {
      last = wal.nextSegment() - 1;
      all = List.copyOf(streams.all());
    }
    Checkpoint.write(
            walFolder,
            last,
            WAL,
            into -> {
              ByteWriter out = new ByteWriter(1 << 16);
              for (MemoryStream s : all) {
                synchronized (memory) {
                  LogRecords.checkpointHeader(settings.tenant(), out);
                  s.checkpoint(out);
                }
                into.append(out.array(), 0, out.size());
              }
            })
        .deleteReplaced(walFolder);
    checkpointed = now;
  }

  /** Compacts the index of every day and deletes what is older than the retention. */
  public void compact(Instant now) throws IOException {
    synchronized (maintenance) {
      for (long day : tables.days()) {
        tables.compact(day, now);
        if (!settings.retention().isZero()) {
          retain(day, now);
        }
      }
      marks.sweep(store, now, this::isIndexed);
      compacted = now;
    }
  }

  private void retain(long day, Instant now) throws IOException {
    long oldest = now.minus(settings.retention()).toEpochMilli();
    List<IndexSeries> kept = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (IndexSeries s : tables.series(settings.tenant(), day, day)) {
      List<ChunkMeta> young = new ArrayList<>();
      for (ChunkMeta c : s.chunks()) {
        if (c.maxMillis() < oldest) {
          dropped.add(ref(s, c).key());
        } else {
          young.add(c);
        }
      }
      if (!young.isEmpty()) {
        kept.add(new IndexSeries(s.labels(), s.fingerprint(), young));
      }
    }
    if (!dropped.isEmpty()) {
      marks.mark(dropped, now);
      tables.replace(day, settings.tenant(), kept, now);
    }
  }

  private ChunkRef ref(IndexSeries s, ChunkMeta c) {
    return new ChunkRef(
        settings.tenant(), s.fingerprint(), c.minMillis(), c.maxMillis(), c.checksum());
  }

  private boolean isIndexed(String key) {
    try {
      ChunkRef ref = ChunkRef.parse(key);
      long first = IndexTables.dayOf(ref.fromMillis());
      Set<String> keys = new HashSet<>();
      for (IndexSeries s :
          tables.series(settings.tenant(), first, IndexTables.dayOf(ref.throughMillis()))) {
        s.chunks().forEach(c -> keys.add(ref(s, c).key()));
      }
      return keys.contains(key);
    } catch (IOException e) {
      LOG.warn("keeps {}, for it may be in the index: {}", key, e.getMessage());
      return true;
    }
  }

  @Override
  public List<Stream> select(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return selection(fromNanos, toNanos, matchers).streams();
  }

  @Override
  public List<String> labelNames(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return selection(fromNanos, toNanos, matchers).labelNames();
  }

  @Override
  public List<String> labelValues(String name, long from, long to, List<Matcher> matchers)
      throws IOException {
    return selection(from, to, matchers).labelValues(name);
  }

  @Override
  public Map<Labels, LogVolume> volumes(long fromNanos, long toNanos, List<Matcher> matchers)
      throws IOException {
    return selection(fromNanos, toNanos, matchers).volumes();
  }

  private Selection selection(long from, long to, List<Matcher> matchers) throws IOException {
    Selection found = new Selection(store, settings.tenant(), from, to, matchers);
    // The memory first: what is flushed in between is then found twice, not never.
    synchronized (memory) {
      streams.all().forEach(found::add);
      indexHead.series().forEach(found::add);
    }
    long firstDay = IndexTables.dayOf(Math.floorDiv(from, Nanos.PER_MILLI));
    long lastDay = IndexTables.dayOf(Math.ceilDiv(to, Nanos.PER_MILLI));
    tables.series(settings.tenant(), firstDay, lastDay).forEach(found::add);
    return found;
  }

  public LogStoreCounters counters() {
    synchronized (memory) {
      return new LogStoreCounters(
          entries,
          bytes,
          rejected,
          wal.bytes(),
          wal.syncs(),
          chunks,
          chunkBytes,
          tables.files(),
          tables.bytes(),
          streams.count(),
          streams.memoryBytes());
    }
  }

  /** Closes the logs; flushes nothing. */
  @Override
  public void close() throws IOException {
    synchronized (maintenance) {
      synchronized (memory) {
        try (lockFile;
            indexHead) {
          wal.close();
        }
      }
    }
  }
}
