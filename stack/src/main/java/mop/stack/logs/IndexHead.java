package mop.stack.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.format.CorruptLogData;
import mop.stack.logs.index.ChunkMeta;
import mop.stack.logs.index.IndexSeries;
import mop.stack.wal.Segments;
import mop.stack.wal.WalReader;
import mop.stack.wal.WalSettings;
import mop.stack.wal.WalWriter;

/**
 * Chunks that are in the object store and in no index file yet, with a log of their own in the form
 * of Loki's {@code tsdb/head_wal.go}. Not thread-safe.
 */
final class IndexHead implements Closeable {
  private static final int CHUNKS = 1;
  private static final int SERIES = 2;

  /** Bytes of a chunk in the log. */
  private static final int CHUNK_BYTES = 28;

  private final String tenant;
  private final Path folder;
  private final WalWriter wal;
  private final Map<Labels, Pending> pending = new LinkedHashMap<>();
  private final List<String> recovery = new ArrayList<>();

  private record Pending(long fingerprint, List<ChunkMeta> chunks) {}

  IndexHead(String tenant, Path folder, WalSettings settings) throws IOException {
    this.tenant = tenant;
    this.folder = folder;
    recover();
    this.wal = WalWriter.open(folder, settings);
  }

  private void recover() throws IOException {
    Map<Long, Labels> byFingerprint = new HashMap<>();
    try (WalReader in = WalReader.open(folder)) {
      for (Optional<byte[]> r = in.next(); r.isPresent(); r = in.next()) {
        read(r.get(), byFingerprint);
      }
      if (in.damage().isPresent()) {
        recovery.add(in.damage().get().repair());
      }
    }
  }

  private void read(byte[] record, Map<Long, Labels> byFingerprint) throws CorruptLogData {
    ByteReader in = new ByteReader(record);
    int kind = in.u8();
    if (!in.text().equals(tenant)) {
      return;
    }
    long fingerprint = in.be64();
    if (kind == SERIES) {
      byFingerprint.put(fingerprint, LogRecords.readPrometheusSeries(in));
      return;
    }
    Labels labels = byFingerprint.get(fingerprint);
    if (kind != CHUNKS || labels == null) {
      throw new CorruptLogData("a record of the index log has the kind " + kind + " or no stream");
    }
    for (int n = in.count(CHUNK_BYTES); n > 0; n--) {
      long min = in.be64();
      long max = in.be64();
      int checksum = in.be32();
      int kib = in.be32();
      hold(labels, fingerprint, new ChunkMeta(min, max, kib, in.be32(), checksum));
    }
  }

  private void hold(Labels labels, long fingerprint, ChunkMeta chunk) {
    pending
        .computeIfAbsent(labels, l -> new Pending(fingerprint, new ArrayList<>()))
        .chunks
        .add(chunk);
  }

  /** What had to be set aside at the opening. */
  List<String> recovery() {
    return recovery;
  }

  /** Adds a chunk; it is durable when this returns. */
  void add(Labels labels, long fingerprint, ChunkMeta chunk) throws IOException {
    ByteWriter out = new ByteWriter();
    LogRecords.header(SERIES, tenant, out);
    out.be64(fingerprint);
    LogRecords.prometheusSeries(fingerprint, labels, out);
    wal.append(out.array(), 0, out.size());
    LogRecords.header(CHUNKS, tenant, out);
    out.be64(fingerprint);
    out.uvarint(1);
    out.be64(chunk.minMillis());
    out.be64(chunk.maxMillis());
    out.be32(chunk.checksum());
    out.be32(chunk.kib());
    out.be32(chunk.entries());
    wal.append(out.array(), 0, out.size());
    wal.sync();
    hold(labels, fingerprint, chunk);
  }

  List<IndexSeries> series() {
    return pending.entrySet().stream()
        .map(e -> new IndexSeries(e.getKey(), e.getValue().fingerprint, e.getValue().chunks))
        .toList();
  }

  /** Forgets what it holds, which is in index files now. */
  void clear() throws IOException {
    Segments.deleteBefore(folder, wal.nextSegment());
    pending.clear();
  }

  @Override
  public void close() throws IOException {
    wal.close();
  }
}
