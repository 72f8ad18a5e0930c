package mop.stack.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mop.stack.parquet.FileFooter.Chunk;

/** An open Parquet file. Holds the footer; columns are read on demand. */
public final class ParquetFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 8;

  private final ByteSource source;
  private final long size;
  private final FileFooter footer;

  private volatile Fetched offsetIndexes = new Fetched(0, new byte[0]);

  /** Part of the file that holds the offset indexes of one row group. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  private record Fetched(long offset, byte[] bytes) {}

  private ParquetFile(ByteSource source, long size, FileFooter footer) {
    this.source = source;
    this.size = size;
    this.footer = footer;
  }

  /**
   * Reads the footer.
   *
   * @param size of the file in bytes
   * @param footerHint length of the footer when it is known, which saves a request; else 0
   * @throws CorruptParquet when it is not a Parquet file, or a damaged one
   */
  public static ParquetFile open(ByteSource source, long size, int footerHint) throws IOException {
    if (size < 2L * MAGIC.length + 4) {
      throw new CorruptParquet("file of " + size + " bytes is too short");
    }
    int length = (int) Math.min(size, Math.max(0L, footerHint) + TAIL);
    byte[] tail = source.read(size - length, length);
    if (!Arrays.equals(tail, length - 4, length, MAGIC, 0, 4)) {
      throw new CorruptParquet("file does not end in PAR1");
    }
    int footer = ByteSink.intAt(tail, length - TAIL);
    if (footer <= 0 || footer > size - TAIL) {
      throw new CorruptParquet("footer of " + footer + " bytes in a file of " + size);
    }
    byte[] bytes =
        footer + TAIL == length
            ? Arrays.copyOf(tail, footer)
            : source.read(size - TAIL - footer, footer);
    try {
      return new ParquetFile(source, size, FileFooter.read(bytes));
    } catch (ArithmeticException | IndexOutOfBoundsException e) {
      throw new CorruptParquet("footer cannot be read: " + e.getMessage(), e);
    }
  }

  public FileFooter footer() {
    return footer;
  }

  /** Reads a column of a row group from its first row on. */
  public ColumnReader column(int rowGroup, int column) {
    return new ColumnReader(this, chunk(rowGroup, column));
  }

  Chunk chunk(int rowGroup, int column) {
    return footer.rowGroups().get(rowGroup).chunks().get(column);
  }

  /**
   * Fetches the offset indexes of all columns of a row group at once; they lie side by side. Where
   * they do not, each is fetched when it is needed.
   */
  public void fetchOffsetIndexes(int rowGroup) throws IOException {
    long from = Long.MAX_VALUE;
    long to = 0;
    long bytes = 0;
    for (Chunk c : footer.rowGroups().get(rowGroup).chunks()) {
      if (c.offsetIndexBytes() > 0) {
        from = Math.min(from, c.offsetIndexOffset());
        to = Math.max(to, c.offsetIndexOffset() + c.offsetIndexBytes());
        bytes += c.offsetIndexBytes();
      }
    }
    if (bytes > 0 && bytes == to - from) {
      offsetIndexes = new Fetched(from, read(from, bytes));
    }
  }

  byte[] offsetIndex(Chunk chunk) throws IOException {
    Fetched f = offsetIndexes;
    long at = chunk.offsetIndexOffset() - f.offset;
    int length = chunk.offsetIndexBytes();
    return at >= 0 && at <= f.bytes.length - length
        ? Arrays.copyOfRange(f.bytes, (int) at, (int) at + length)
        : read(chunk.offsetIndexOffset(), length);
  }

  byte[] read(long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || length > size || offset > size - length) {
      throw new CorruptParquet(length + " bytes at " + offset + " of a file of " + size);
    }
    return source.read(offset, Math.toIntExact(length));
  }
}
