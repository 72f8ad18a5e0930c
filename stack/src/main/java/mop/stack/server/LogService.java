package mop.stack.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import mop.stack.logs.LogStore;
import mop.stack.logs.LogStoreSettings;
import mop.stack.receive.LogIngest;
import mop.stack.store.ObjectStore;

/** Logs: streams in memory with their log, chunks and index in the object store. */
final class LogService implements Closeable {
  /** A push is refused when streams hold this part of the heap. */
  private static final int MEMORY_SHARE = 8;

  private final InstantSource clock;
  private final LogStore store;
  private final LogIngest ingest;

  LogService(ObjectStore objects, Path folder, LogStoreSettings settings, InstantSource clock)
      throws IOException {
    long most = Math.min(settings.memoryBytes(), Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
    this.clock = clock;
    this.store = new LogStore(objects, folder, settings.withLimits(settings.limits(), most));
    this.ingest = new LogIngest(store, clock);
  }

  LogStore store() {
    return store;
  }

  LogIngest ingest() {
    return ingest;
  }

  List<String> recovery() {
    return store.recovery();
  }

  void tick() throws IOException {
    store.maintain(clock.instant());
  }

  void describe(MetricsText text) {
    var c = store.counters();
    text.counter("mop_logs_entries_total", "Log entries stored.", c.entries())
        .counter("mop_logs_bytes_total", "Bytes of their lines and metadata.", c.bytes())
        .counter("mop_logs_rejected_total", "Log entries refused.", c.rejected())
        .counter("mop_logs_wal_bytes_total", "Bytes written to the log of logs.", c.walBytes())
        .counter("mop_logs_wal_syncs_total", "Times that log was forced.", c.walSyncs())
        .counter("mop_logs_chunks_total", "Chunks put into the object store.", c.chunks())
        .counter("mop_logs_chunk_bytes_total", "Bytes of those chunks.", c.chunkBytes())
        .counter("mop_logs_index_files_total", "Index files put there.", c.indexFiles())
        .counter("mop_logs_index_bytes_total", "Bytes of those files.", c.indexBytes())
        .gauge("mop_logs_streams", "Streams in memory.", c.memoryStreams())
        .gauge("mop_logs_memory_bytes", "Memory of streams, roughly.", c.memoryBytes());
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
