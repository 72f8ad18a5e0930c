package mop.stack.metrics.block;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import mop.stack.parquet.ByteSink;

/** A new file that is written from front to back through a buffer. */
final class OutFile implements Closeable {
  private static final int FLUSH_BYTES = 1 << 20;

  private final FileChannel channel;
  private final ByteSink buffer = new ByteSink(FLUSH_BYTES + (1 << 16));
  private final CRC32C crc = new CRC32C();
  private long flushed;

  OutFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Bytes so far. */
  long size() {
    return flushed + buffer.size();
  }

  /** What is written goes here; {@link #flushIfFull} is called now and then. */
  ByteSink out() {
    return buffer;
  }

  void flushIfFull() throws IOException {
    if (buffer.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  void flush() throws IOException {
    write(ByteBuffer.wrap(buffer.array(), 0, buffer.size()), flushed);
    flushed += buffer.size();
    buffer.clear();
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += channel.write(bytes, to);
    }
  }

  /** Zero bytes up to a multiple. */
  void align(int multiple) {
    while (size() % multiple != 0) {
      buffer.put(0);
    }
  }

  /** Four bytes, the highest first, as all of a block's files have numbers of fixed length. */
  void putBigInt(int v) {
    buffer.putInt(Integer.reverseBytes(v));
  }

  void putBigLong(long v) {
    buffer.putLong(Long.reverseBytes(v));
  }

  /** The checksum of what the buffer holds from a place on, which must not have been flushed. */
  void putCrc(int from) {
    crc.reset();
    crc.update(buffer.array(), from, buffer.size() - from);
    putBigInt((int) crc.getValue());
  }

  /** Writes to the disk and closes. */
  void finish() throws IOException {
    flush();
    channel.force(true);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
