package mop.stack.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.CorruptLogData;
import mop.stack.logs.index.Fingerprint;
import mop.stack.wal.WalReader;
import org.jspecify.annotations.Nullable;

/** The streams in memory, by labels and by fingerprint. Not thread-safe. */
final class StreamTable implements PushPlan.Streams, LogRecords.Reader {
  /** Fingerprints up to this are given to streams whose own is another stream's already. */
  private static final long MAPPED = 1 << 20;

  private final ChunkRules rules;
  private final Map<Labels, MemoryStream> byLabels = new HashMap<>();
  private final Map<Long, MemoryStream> byFingerprint = new HashMap<>();
  private long memoryBytes;

  StreamTable(ChunkRules rules) {
    this.rules = rules;
  }

  /** Reads the write-ahead log. Returns what had to be set aside. */
  List<String> recover(Path log, String tenant) throws IOException {
    List<String> lost = new ArrayList<>();
    try (WalReader in = WalReader.open(log)) {
      for (Optional<byte[]> r = in.next(); r.isPresent(); r = in.next()) {
        try {
          LogRecords.read(r.get(), tenant, this);
        } catch (CorruptLogData e) {
          throw e.in(log.toString());
        }
      }
      if (in.damage().isPresent()) {
        lost.add(in.damage().get().repair());
      }
    }
    byLabels.values().removeIf(s -> s.chunks().isEmpty());
    byFingerprint.values().removeIf(s -> s.chunks().isEmpty());
    memoryBytes = byLabels.values().stream().mapToLong(MemoryStream::memoryBytes).sum();
    return lost;
  }

  @Override
  public void series(long fingerprint, Labels labels) {
    put(new MemoryStream(labels, fingerprint, rules));
  }

  @Override
  public void entries(long fingerprint, long counter, List<PreparedEntry> entries)
      throws CorruptLogData {
    MemoryStream stream = byFingerprint.get(fingerprint);
    if (stream == null) {
      throw new CorruptLogData("entries of an unknown stream");
    }
    if (counter <= stream.entryCount) {
      return;
    }
    try {
      for (PreparedEntry e : entries) {
        stream.recover(e);
      }
    } catch (CorruptLogData e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptLogData("entries cannot be stored again: " + e.getMessage());
    }
  }

  @Override
  public void checkpoint(ByteReader in) throws CorruptLogData {
    try {
      put(MemoryStream.restore(in, rules));
    } catch (CorruptLogData e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptLogData("a stream cannot be restored: " + e.getMessage());
    }
  }

  void put(MemoryStream stream) {
    byLabels.put(stream.labels, stream);
    byFingerprint.put(stream.fingerprint, stream);
  }

  @Override
  public @Nullable MemoryStream find(Labels labels) {
    return byLabels.get(labels);
  }

  @Override
  public MemoryStream make(Labels labels) {
    long fingerprint = Fingerprint.of(labels);
    boolean taken = byFingerprint.containsKey(fingerprint);
    if (taken || Long.compareUnsigned(fingerprint, MAPPED) <= 0) {
      fingerprint = 1;
      while (byFingerprint.containsKey(fingerprint)) {
        fingerprint++;
      }
    }
    return new MemoryStream(labels, fingerprint, rules);
  }

  @Override
  public int count() {
    return byLabels.size();
  }

  Collection<MemoryStream> all() {
    return byLabels.values();
  }

  long memoryBytes() {
    return memoryBytes;
  }

  void grown(long bytes) {
    memoryBytes += bytes;
  }

  /** Drops a chunk that is at rest, and its stream when that was the last. */
  void drop(MemoryStream stream, MemoryStream.Chunk chunk) {
    memoryBytes -= chunk.builder.memoryBytes();
    stream.chunks().remove(chunk);
    if (stream.chunks().isEmpty()) {
      byLabels.remove(stream.labels, stream);
      byFingerprint.remove(stream.fingerprint, stream);
    }
  }
}
