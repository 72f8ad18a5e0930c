package mop.stack.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import mop.analysis.input.InvalidInput;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockWriter;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.compaction.Compactor;
import mop.stack.metrics.compaction.Retention;
import mop.stack.metrics.head.Head;
import mop.stack.metrics.head.HeadCounters;
import mop.stack.metrics.head.HeadCut;
import mop.stack.wal.Segments;

/** Cuts, compacts and deletes blocks, one thing at a time. */
final class Maintenance {
  private final Head head;
  private final BlockFolder blocks;
  private final MetricStoreSettings settings;
  private final Consumer<String> messages;

  /** Blocks that could not be compacted, and are not tried again. */
  private final Set<Ulid> failed = new HashSet<>();

  /** Written to while something moves from the head into a block, so that readers find it once. */
  private final ReadWriteLock moving = new ReentrantReadWriteLock();

  private long named;
  private long cut;
  private long compactions;
  private long deleted;
  private long bytesRead;
  private long bytesWritten;
  private long cpuNanos;

  Maintenance(
      Head head, BlockFolder blocks, MetricStoreSettings settings, Consumer<String> messages) {
    this.head = head;
    this.blocks = blocks;
    this.settings = settings;
    this.messages = messages;
  }

  /** A piece of work whose CPU time counts. */
  private interface Work {
    void run() throws IOException;
  }

  private void counted(Work work) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    try {
      work.run();
    } catch (IOException e) {
      throw new IOException(
          "cannot write or delete blocks in " + blocks.folder() + ": " + e.getMessage(), e);
    } finally {
      cpuNanos += threads.getCurrentThreadCpuTime() - before;
    }
  }

  /** Held by readers while they find the series. */
  Lock reading() {
    return moving.readLock();
  }

  private void move(List<Block> added, List<Ulid> removed, Runnable drop) {
    moving.writeLock().lock();
    try {
      blocks.swap(added, removed);
      drop.run();
    } finally {
      moving.writeLock().unlock();
    }
  }

  synchronized void tick(long nowMillis) throws IOException {
    counted(() -> {
      boolean any = false;
      for (var part = head.cut().due(); part.isPresent(); part = head.cut().due()) {
        cut(part.get(), nowMillis);
        any = true;
      }
      if (any) {
        cutLate(nowMillis);
      }
      compact(nowMillis);
      retain();
    });
  }

  synchronized void flush(long nowMillis) throws IOException {
    counted(() -> {
      for (var part = head.cut().rest(); part.isPresent(); part = head.cut().rest()) {
        cut(part.get(), nowMillis);
      }
      cutLate(nowMillis);
    });
  }

  private void cut(HeadCut.Part part, long nowMillis) throws IOException {
    List<Block> written = write(part, List.of(), nowMillis);
    move(written, List.of(), () -> head.cut().drop(part));
    head.cut().shorten(part);
  }

  /** Prometheus does so whenever it has cut the head, too. */
  private void cutLate(long nowMillis) throws IOException {
    HeadCut.Late late = head.cut().late();
    List<Block> written = new ArrayList<>();
    try {
      for (HeadCut.Part part : late.parts()) {
        written.addAll(write(part, List.of(BlockMeta.OUT_OF_ORDER), nowMillis));
      }
    } catch (IOException e) {
      // All of them or none: the next attempt writes them again.
      blocks.delete(written.stream().map(b -> b.meta().ulid()).toList());
      throw e;
    }
    move(written, List.of(), () -> head.cut().drop(late));
    head.cut().shorten(late);
  }

  /** The new block; none when there was no sample. */
  private List<Block> write(HeadCut.Part part, List<String> hints, long nowMillis)
      throws IOException {
    Ulid ulid = Ulid.of(nowMillis, settings.seed(), named++);
    Optional<BlockMeta> written;
    try (BlockWriter writer = new BlockWriter(blocks.folder(), ulid)) {
      for (HeadCut.Chunks s : part.series()) {
        writer.add(s.labels(), s.chunks());
      }
      written = writer.finish(BlockMeta.cut(ulid, part.from(), part.to(), hints));
    }
    if (written.isEmpty()) {
      return List.of();
    }
    bytesWritten += blocks.bytes(ulid);
    cut++;
    return List.of(blocks.open(ulid));
  }

  private void compact(long nowMillis) throws IOException {
    for (List<BlockMeta> next = plan(); !next.isEmpty(); next = plan()) {
      List<Ulid> old = next.stream().map(BlockMeta::ulid).toList();
      Ulid ulid = Ulid.of(nowMillis, settings.seed(), named++);
      try {
        Optional<BlockMeta> made = Compactor.merge(blocks.of(old), blocks.folder(), ulid);
        for (Ulid u : old) {
          bytesRead += blocks.bytes(u);
        }
        bytesWritten += made.isPresent() ? blocks.bytes(ulid) : 0;
        move(made.isPresent() ? List.of(blocks.open(ulid)) : List.of(), old, () -> {});
        blocks.delete(old);
        compactions++;
      } catch (InvalidInput e) {
        failed.addAll(old);
        messages.accept(e.getMessage() + " The blocks " + old + " are not compacted.");
      }
    }
  }

  private List<BlockMeta> plan() {
    List<BlockMeta> metas = new ArrayList<>(blocks.metas());
    metas.removeIf(m -> failed.contains(m.ulid()));
    return metas.isEmpty() ? List.of() : settings.plan().next(metas);
  }

  private void retain() throws IOException {
    List<Retention.Sized> sized = new ArrayList<>();
    for (BlockMeta m : blocks.metas()) {
      sized.add(new Retention.Sized(m, blocks.bytes(m.ulid())));
    }
    List<Ulid> gone = List.copyOf(settings.retention().toDelete(sized, logBytes()));
    move(List.of(), gone, () -> {});
    blocks.delete(gone);
    deleted += gone.size();
  }

  private long logBytes() throws IOException {
    Path folder = blocks.folder();
    return Segments.bytes(folder.resolve(Head.WAL)) + Segments.bytes(folder.resolve(Head.WBL));
  }

  synchronized MetricStoreUsage usage(HeadCounters counters) throws IOException {
    return new MetricStoreUsage(
        counters,
        blocks.blocks().size(),
        blocks.bytes(),
        logBytes(),
        cut,
        compactions,
        deleted,
        bytesRead,
        bytesWritten,
        cpuNanos);
  }
}
