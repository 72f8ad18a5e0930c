package mop.stack.metrics.block;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.metrics.block.BlockMeta.Stats;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Writes a block series by series. It grows in a folder beside its place, whose name ends in
 * {@value #SUFFIX}, and is moved there whole and on the disk; Prometheus removes such leftovers
 * when it starts. Memory grows with labels and series, not with samples. Not thread-safe.
 */
public final class BlockWriter implements Closeable {
  /** Ends the name of a folder in which a block is being written, as in Prometheus. */
  public static final String SUFFIX = ".tmp-for-creation";

  private final Path parent;
  private final Path place;
  private final Path folder;
  private final ChunkFileWriter chunkFiles;
  private final IndexWriter index;
  private final List<ChunkMeta> metas = new ArrayList<>();
  private Labels last = Labels.EMPTY;
  private long floats;
  private long histograms;
  private long series;
  private long chunks;
  private boolean finished;

  /**
   * @param parent the folder of blocks, which must be there
   * @param ulid name of the block
   */
  public BlockWriter(Path parent, Ulid ulid) throws IOException {
    this(parent, ulid, ChunkFileWriter.SEGMENT_BYTES, IndexWriter.POSTINGS_IN_MEMORY);
  }

  BlockWriter(Path parent, Ulid ulid, long segmentBytes, int postingsInMemory) throws IOException {
    this.parent = parent;
    place = parent.resolve(ulid.toString());
    folder = parent.resolve(ulid + SUFFIX);
    delete(folder);
    Files.createDirectory(folder);
    chunkFiles = new ChunkFileWriter(folder, segmentBytes);
    index = new IndexWriter(folder, postingsInMemory);
  }

  /**
   * Adds a series with all its chunks; one without chunks is left out.
   *
   * @param labels behind those of the call before, in the order of {@link Labels#compareTo}
   * @param ready in the order of time, none overlapping another
   * @throws IllegalArgumentException when the order is another
   */
  public void add(Labels labels, List<Chunk> ready) throws IOException {
    if (ready.isEmpty()) {
      return;
    }
    if (series > 0 && labels.compareTo(last) <= 0) {
      throw new IllegalArgumentException("series " + labels + " behind " + last);
    }
    metas.clear();
    long before = Long.MIN_VALUE;
    for (Chunk c : ready) {
      if (!metas.isEmpty() && c.minTime() <= before) {
        throw new IllegalArgumentException(
            "chunk of " + labels + " from " + c.minTime() + " behind one up to " + before);
      }
      before = c.maxTime();
      metas.add(new ChunkMeta(c.minTime(), c.maxTime(), chunkFiles.add(c)));
      if (c.encoding() == ChunkEncoding.XOR) {
        floats += c.samples();
      } else {
        histograms += c.samples();
      }
    }
    index.add(labels, metas);
    last = labels;
    series++;
    chunks += ready.size();
  }

  /**
   * Completes the block and puts it in its place.
   *
   * @param meta of the block, but for its stats
   * @return with stats; empty when there is no sample, and then there is no block either
   */
  public Optional<BlockMeta> finish(BlockMeta meta) throws IOException {
    if (floats + histograms == 0) {
      close();
      return Optional.empty();
    }
    chunkFiles.finish();
    index.finish();
    BlockMeta whole =
        meta.withStats(new Stats(floats + histograms, floats, histograms, series, chunks, 0));
    writeForced(folder.resolve(BlockFiles.TOMBSTONES), Tombstones.NONE.encode());
    writeForced(folder.resolve(BlockFiles.META), MetaJson.write(whole));
    force(folder.resolve(BlockFiles.CHUNKS));
    force(folder);
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    finished = true;
    force(parent);
    return Optional.of(whole);
  }

  /** Gives up a block that was not finished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      chunkFiles.close();
      index.close();
      delete(folder);
      finished = true;
    }
  }

  static void writeForced(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
