package mop.stack.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.logs.chunk.ChunkBuilder;
import mop.stack.logs.chunk.EntryRun;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.format.CorruptLogData;
import org.jspecify.annotations.Nullable;

/** A stream's chunks that are not flushed yet. Not thread-safe. */
final class MemoryStream {
  /** When the last entry came is not known: the chunk was recovered. */
  private static final long RECOVERED = Long.MIN_VALUE;

  final Labels labels;
  final long fingerprint;
  private final ChunkRules rules;
  private final List<Chunk> chunks = new ArrayList<>();

  /** Entries that were ever stored, also those flushed since. */
  long entryCount;

  /** The newest entry's time; smallest long before the first. */
  long highest = Long.MIN_VALUE;

  @Nullable PreparedEntry last;

  /** Why a chunk is flushed, with Loki's names. */
  enum FlushReason {
    FULL,
    SYNCED,
    IDLE,
    MAX_AGE,
    FORCED
  }

  /** A chunk and what decides on its end. */
  static final class Chunk {
    final ChunkBuilder builder;
    boolean closed;
    boolean synced;
    long updatedMillis;

    Chunk(ChunkBuilder builder, long updatedMillis) {
      this.builder = builder;
      this.updatedMillis = updatedMillis;
    }
  }

  MemoryStream(Labels labels, long fingerprint, ChunkRules rules) {
    this.labels = labels;
    this.fingerprint = fingerprint;
    this.rules = rules;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** Stores an entry that comes now. Returns by how many bytes the memory grew. */
  long append(PreparedEntry e, Instant now) throws IOException {
    return append(e, now.toEpochMilli());
  }

  /** Stores an entry of the write-ahead log. */
  long recover(PreparedEntry e) throws IOException {
    return append(e, RECOVERED);
  }

  private long append(PreparedEntry e, long nowMillis) throws IOException {
    Chunk chunk = chunks.isEmpty() ? begin() : chunks.getLast();
    long before = chunk.builder.memoryBytes();
    long grown = 0;
    boolean full = chunk.closed || !chunk.builder.spaceFor(e.line(), e.metadata());
    if (full || cutForSync(e.time(), chunk)) {
      close(chunk);
      grown = chunk.builder.memoryBytes() - before;
      chunk = begin();
      before = 0;
    }
    chunk.updatedMillis = nowMillis;
    chunk.builder.append(e.time(), e.line(), e.metadata());
    entryCount++;
    last = e;
    highest = Math.max(highest, e.time());
    return grown + chunk.builder.memoryBytes() - before;
  }

  private Chunk begin() {
    ChunkBuilder builder =
        new ChunkBuilder(rules.compression(), rules.blockBytes(), rules.targetBytes());
    Chunk chunk = new Chunk(builder, RECOVERED);
    chunks.add(chunk);
    return chunk;
  }

  static void close(Chunk chunk) throws IOException {
    chunk.builder.close();
    chunk.closed = true;
  }

  /**
   * Whether the entry begins a new period of synchronization. Loki's replicas so cut at the same
   * entry; the fingerprint spreads the streams over the period.
   */
  private boolean cutForSync(long time, Chunk chunk) {
    long period = rules.syncPeriod().toNanos();
    if (period <= 0 || highest == Long.MIN_VALUE || highest > time) {
      return false;
    }
    long current = Long.remainderUnsigned(time + fingerprint, period);
    long previous = Long.remainderUnsigned(highest + fingerprint, period);
    if (current >= previous || chunk.builder.utilization() <= rules.syncUtilization()) {
      return false;
    }
    chunk.synced = true;
    return true;
  }

  /** Whether a chunk must be flushed, and why. */
  Optional<FlushReason> flushReason(Chunk chunk, Instant now) {
    if (chunk.closed) {
      return Optional.of(chunk.synced ? FlushReason.SYNCED : FlushReason.FULL);
    }
    if (chunk.updatedMillis == RECOVERED) {
      chunk.updatedMillis = now.toEpochMilli();
    }
    if (now.toEpochMilli() - chunk.updatedMillis > rules.maxIdle().toMillis()) {
      return Optional.of(FlushReason.IDLE);
    }
    long age = chunk.builder.last() - chunk.builder.first();
    return age > rules.maxAge().toNanos() ? Optional.of(FlushReason.MAX_AGE) : Optional.empty();
  }

  /** The oldest time that is still accepted next to that newest one. */
  static long oldestAccepted(long highest, ChunkRules rules) {
    return highest == Long.MIN_VALUE ? highest : highest - rules.maxAge().toNanos() / 2;
  }

  List<EntryRun> runs() {
    List<EntryRun> runs = new ArrayList<>();
    for (Chunk c : chunks) {
      runs.addAll(c.builder.runs());
    }
    return runs;
  }

  long memoryBytes() {
    return chunks.stream().mapToLong(c -> c.builder.memoryBytes()).sum();
  }

  void checkpoint(ByteWriter out) throws IOException {
    out.be64(fingerprint);
    LogRecords.labels(labels, out);
    out.uvarint(entryCount);
    out.varint(highest);
    PreparedEntry l = last;
    out.u8(l == null ? 0 : 1);
    if (l != null) {
      out.varint(l.time());
      out.uvarint(l.line().length);
      out.put(l.line());
      LogRecords.labels(l.metadata(), out);
    }
    out.uvarint(chunks.size());
    for (Chunk c : chunks) {
      out.u8((c.closed ? 1 : 0) + (c.synced ? 2 : 0));
      c.builder.checkpoint(out);
    }
  }

  static MemoryStream restore(ByteReader in, ChunkRules rules) throws IOException {
    long fingerprint = in.be64();
    MemoryStream stream = new MemoryStream(LogRecords.labels(in), fingerprint, rules);
    stream.entryCount = in.uvarint();
    stream.highest = in.varint();
    if (in.u8() != 0) {
      long time = in.varint();
      byte[] line = in.bytes(in.count(1));
      stream.last = new PreparedEntry(time, line, LogRecords.labels(in));
    }
    for (int n = in.count(2); n > 0; n--) {
      int flags = in.u8();
      ChunkBuilder builder = ChunkBuilder.restore(in, rules.blockBytes(), rules.targetBytes());
      if (builder.entries() == 0) {
        throw new CorruptLogData("a checkpoint holds an empty chunk");
      }
      Chunk chunk = new Chunk(builder, RECOVERED);
      chunk.closed = (flags & 1) != 0;
      chunk.synced = (flags & 2) != 0;
      stream.chunks.add(chunk);
    }
    return stream;
  }
}
