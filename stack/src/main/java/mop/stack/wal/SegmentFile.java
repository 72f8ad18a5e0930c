package mop.stack.wal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A segment that is written to; the place at which a test lets a disk run full. */
public interface SegmentFile extends Closeable {
  /** Writes all the bytes at a place; after an error some of them may stand there. */
  void write(ByteBuffer bytes, long position) throws IOException;

  /** Returns when what was written is on the disk. */
  void force() throws IOException;

  /** Cuts the file off; it never was shorter. */
  void truncate(long length) throws IOException;

  /** Opens segments. */
  interface Opener {
    /** Opens a file to write to it, and makes it when it is not there. */
    SegmentFile open(Path file) throws IOException;
  }

  /** A file of the file system. */
  static SegmentFile open(Path file) throws IOException {
    return new OnDisk(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** What {@link #open} gives. */
  record OnDisk(FileChannel channel) implements SegmentFile {
    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void truncate(long length) throws IOException {
      channel.truncate(length);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
