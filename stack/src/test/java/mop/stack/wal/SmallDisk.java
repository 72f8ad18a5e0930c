package mop.stack.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Segments on a disk that runs full: a write that does not fit is written in part and fails. */
public final class SmallDisk implements SegmentFile.Opener {
  private long free;

  public SmallDisk(long free) {
    this.free = free;
  }

  public void free(long bytes) {
    free = bytes;
  }

  @Override
  public SegmentFile open(Path file) throws IOException {
    return new Limited(SegmentFile.open(file));
  }

  private final class Limited implements SegmentFile {
    private final SegmentFile file;

    Limited(SegmentFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      int fits = (int) Math.min(free, bytes.remaining());
      free -= fits;
      boolean whole = fits == bytes.remaining();
      file.write(bytes.slice(bytes.position(), fits), position);
      if (!whole) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void truncate(long length) throws IOException {
      file.truncate(length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
