package mop.stack.traces;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import mop.stack.store.ObjectStore;

/** The objects of a block, in the order in which they may come and go. */
final class BlockObjects {
  static final String DATA = "data.parquet";
  static final String INDEX = "index";
  static final String BLOOM = "bloom-";
  static final String META = "meta.json";

  /** Takes the place of {@link #META} when a block has been merged into another, or given up. */
  static final String COMPACTED = "meta.compacted.json";

  private BlockObjects() {}

  /** What a finished block took. */
  record Written(
      BlockMeta meta, long dataBytes, long bloomBytes, long indexBytes, long metaBytes) {}

  static String prefix(BlockMeta meta) {
    return meta.tenant() + '/' + meta.blockId() + '/';
  }

  /**
   * Stores a block whose data lies in a file. {@link #META} comes last: a block without it is no
   * block, so what a crash leaves behind is never read, and the next attempt replaces it.
   */
  static Written put(
      ObjectStore store, BlockMeta meta, Path dataFile, TraceBloom bloom, RowGroupIndex index)
      throws IOException {
    String block = prefix(meta);
    try (InputStream data = Files.newInputStream(dataFile)) {
      store.put(block + DATA, data, meta.size());
    }
    long bloomBytes = 0;
    for (int i = 0; i < bloom.shards(); i++) {
      bloomBytes += put(store, block + BLOOM + i, bloom.shard(i));
    }
    long indexBytes = put(store, block + INDEX, index.json());
    long metaBytes = put(store, block + META, meta.json());
    return new Written(meta, meta.size(), bloomBytes, indexBytes, metaBytes);
  }

  /**
   * Marks a block as compacted. A crash in between leaves both files, which reads as compacted; to
   * mark again does no harm.
   */
  static void markCompacted(ObjectStore store, BlockMeta meta, Instant now) throws IOException {
    put(store, prefix(meta) + COMPACTED, meta.compactedJson(now));
    store.delete(prefix(meta) + META);
  }

  /**
   * Deletes a compacted block. The mark goes last, so that what a crash leaves is still known to be
   * compacted and is deleted by the next run.
   */
  static void delete(ObjectStore store, BlockMeta meta) throws IOException {
    String mark = prefix(meta) + COMPACTED;
    for (String key : store.list(prefix(meta))) {
      if (!key.equals(mark)) {
        store.delete(key);
      }
    }
    store.delete(mark);
  }

  private static long put(ObjectStore store, String key, byte[] bytes) throws IOException {
    store.put(key, new ByteArrayInputStream(bytes), bytes.length);
    return bytes.length;
  }
}
