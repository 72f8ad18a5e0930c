package mop.stack.metrics.block;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.parquet.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files {@code chunks/NNNNNN}; a new one begins where a chunk would exceed the limit.
 */
final class ChunkFileWriter implements Closeable {
  /** Prometheus' DefaultChunkSegmentSize. */
  static final long SEGMENT_BYTES = 512L << 20;

  private static final int LONGEST_LENGTH = 5;

  private final Path folder;
  private final long limit;
  private int number;
  private @Nullable OutFile open;

  /**
   * @param folder of the block
   */
  ChunkFileWriter(Path folder, long limit) throws IOException {
    this.folder = folder;
    this.limit = limit;
    Files.createDirectory(folder.resolve(BlockFiles.CHUNKS));
  }

  /** Writes a chunk and tells where it lies, as {@link ChunkMeta#ref}. */
  long add(Chunk chunk) throws IOException {
    byte[] data = chunk.data();
    OutFile file = fileFor(LONGEST_LENGTH + 1 + data.length + 4);
    long ref = ((long) (number - 1) << 32) | file.size();
    ByteSink out = file.out();
    out.putVarint(data.length);
    int checked = out.size();
    out.put(chunk.encoding().code());
    out.put(data);
    file.putCrc(checked);
    file.flushIfFull();
    return ref;
  }

  private OutFile fileFor(int bytes) throws IOException {
    OutFile file = open;
    if (file != null && file.size() + bytes <= limit) {
      return file;
    }
    finish();
    number++;
    file = new OutFile(folder.resolve(BlockFiles.segment(number)));
    open = file;
    file.putBigInt(ChunkReader.MAGIC);
    file.out().put(ChunkReader.VERSION);
    file.align(ChunkReader.HEADER_BYTES);
    return file;
  }

  /** Writes all to the disk. */
  void finish() throws IOException {
    if (open != null) {
      open.finish();
      open = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }
}
