package mop.stack.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import mop.stack.receive.TraceIngest;
import mop.stack.store.ObjectStore;
import mop.stack.traces.BlockList;
import mop.stack.traces.BlockMaintenance;
import mop.stack.traces.Compactor;
import mop.stack.traces.TraceFinder;
import mop.stack.traces.TraceStore;
import mop.stack.traces.TraceStoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traces: what is received is in the log before it is acknowledged, and becomes blocks. */
final class TraceService implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TraceService.class);

  /** By this the ids of blocks differ from those of other stores. */
  private static final long BLOCK_ID_SEED = 1;

  private final InstantSource clock;
  private final Duration maxBlockDuration;
  private final BlockList blocks;
  private final BlockMaintenance maintenance;
  private final TraceStore store;
  private final TraceIngest ingest;
  private final TraceFinder finder;
  private final StoredTraces stored;
  private final List<String> recovery = new ArrayList<>();
  private final LongAdder merges = new LongAdder();
  private final LongAdder deletions = new LongAdder();
  private long oldestMillis = Long.MAX_VALUE;

  TraceService(ObjectStore objects, Path folder, StackSettings stack, InstantSource clock)
      throws IOException {
    TraceStoreSettings settings = stack.traces();
    this.clock = clock;
    this.maxBlockDuration = settings.maxBlockDuration();
    this.blocks = new BlockList(objects, settings.tenant());
    Compactor compactor = new Compactor(objects, folder.resolve("compacting"), Runnable::run);
    compactor.finish(clock.instant());
    blocks.poll(clock.instant());
    recovery.addAll(blocks.problems());
    this.maintenance = new BlockMaintenance(objects, blocks, compactor, stack.compaction());
    this.store =
        new TraceStore(objects, folder, settings, BLOCK_ID_SEED, Runnable::run, blocks::added);
    recovery.addAll(store.recovery());
    this.ingest = new TraceIngest(store);
    this.finder = new TraceFinder(objects, store, blocks);
    this.stored = new StoredTraces(objects, store, blocks);
  }

  TraceIngest ingest() {
    return ingest;
  }

  TraceFinder finder() {
    return finder;
  }

  StoredTraces stored() {
    return stored;
  }

  List<String> recovery() {
    return List.copyOf(recovery);
  }

  /** Cuts a block when traces have been in the log for as long as a block may last. */
  void tick() throws IOException {
    long now = clock.millis();
    if (store.unflushedTraces() == 0) {
      oldestMillis = Long.MAX_VALUE;
    } else if (oldestMillis == Long.MAX_VALUE) {
      oldestMillis = now;
    } else if (now - oldestMillis >= maxBlockDuration.toMillis()) {
      store.flush();
      oldestMillis = Long.MAX_VALUE;
    }
  }

  /** Merges blocks and deletes old ones by Tempo's rules. */
  void maintain() throws IOException {
    BlockMaintenance.Run run = maintenance.run(clock.instant());
    run.problems().forEach(LOG::warn);
    merges.add(run.merged().size());
    deletions.add(run.deleted().size());
  }

  void describe(MetricsText text) {
    var c = store.counters();
    text.counter("mop_traces_pieces_total", "Pieces of traces stored.", c.traces())
        .counter("mop_traces_spans_total", "Spans stored.", c.spans())
        .counter("mop_traces_wal_bytes_total", "Bytes written to the log of traces.", c.walBytes())
        .counter("mop_traces_wal_syncs_total", "Times that log was forced.", c.walSyncs())
        .counter("mop_traces_blocks_total", "Blocks of traces written.", c.blocks())
        .counter("mop_traces_block_bytes_total", "Bytes of their objects.", c.storedBytes())
        .counter("mop_traces_merges_total", "Merges of blocks.", merges.sum())
        .counter("mop_traces_blocks_deleted_total", "Blocks deleted.", deletions.sum())
        .gauge("mop_traces_unflushed", "Pieces in the log and no block.", store.unflushedTraces())
        .gauge("mop_traces_blocks", "Blocks that hold traces.", blocks.snapshot().blocks().size());
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
