package mop.stack.metrics.block;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.parquet.ByteSink;

/**
 * Writes the file {@code index} of a block, version 2, as Prometheus 3 does, that is without the
 * label indices that nobody reads (tsdb/docs/format/index.md). Series wait in a file until all
 * symbols are known. In memory are the pairs of label and value, four bytes a series, and at most
 * {@link #POSTINGS_IN_MEMORY} references of series.
 */
final class IndexWriter implements Closeable {
  static final int POSTINGS_IN_MEMORY = 1 << 23;

  private final int postingsInMemory;
  private final Path target;
  private final Path waiting;
  private final OutFile series;
  private final LabelPairs pairs = new LabelPairs();
  private final ByteSink chunkPart = new ByteSink(1024);
  private int count;

  /**
   * @param folder of the block
   * @param postingsInMemory references of series that are held at once
   */
  IndexWriter(Path folder, int postingsInMemory) throws IOException {
    this.postingsInMemory = postingsInMemory;
    target = folder.resolve(BlockFiles.INDEX);
    waiting = folder.resolve("series.waiting");
    series = new OutFile(waiting);
  }

  /** Takes the next series; labels rise from call to call. */
  void add(Labels labels, List<ChunkMeta> chunks) throws IOException {
    ByteSink out = series.out();
    out.putVarint(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      out.putVarint(pairs.count(labels.name(i), labels.value(i)));
    }
    chunkPart.clear();
    chunkPart.putVarint(chunks.size());
    long time = 0;
    long ref = 0;
    for (int i = 0; i < chunks.size(); i++) {
      ChunkMeta c = chunks.get(i);
      if (i == 0) {
        chunkPart.putZigzag(c.minTime());
        chunkPart.putVarint(c.maxTime() - c.minTime());
        chunkPart.putVarint(c.ref());
      } else {
        chunkPart.putVarint(c.minTime() - time);
        chunkPart.putVarint(c.maxTime() - c.minTime());
        chunkPart.putZigzag(c.ref() - ref);
      }
      time = c.maxTime();
      ref = c.ref();
    }
    out.putVarint(chunkPart.size());
    out.put(chunkPart);
    series.flushIfFull();
    count++;
  }

  /** Writes the index to the disk. */
  void finish() throws IOException {
    series.finish();
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(waiting, StandardOpenOption.READ);
        OutFile out = new OutFile(target)) {
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      ByteView in = new ByteView(bytes, waiting.toString(), 0);
      new IndexSections(target, out, pairs, in, count, postingsInMemory).write();
      out.finish();
    }
    Files.delete(waiting);
  }

  @Override
  public void close() throws IOException {
    series.close();
  }
}
