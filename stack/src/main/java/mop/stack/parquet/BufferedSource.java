package mop.stack.parquet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fetches a file in parts of 2 MiB and keeps the 64 used last, as Tempo's compactor does; so a file
 * whose row groups have up to 128 MiB is fetched once. Not thread-safe.
 */
public final class BufferedSource implements ByteSource {
  private static final int PART = 2 << 20;
  private static final int PARTS = 64;

  private final ByteSource source;
  private final long size;
  private final Map<Long, byte[]> parts = new LinkedHashMap<>(PARTS, 0.75f, true);

  /**
   * @param size of the file in bytes
   */
  public BufferedSource(ByteSource source, long size) {
    this.source = source;
    this.size = size;
  }

  @Override
  public byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      long at = offset + done;
      byte[] part = part(at / PART);
      int from = (int) (at % PART);
      int n = Math.min(length - done, part.length - from);
      if (n <= 0) {
        throw new CorruptParquet("file of " + size + " bytes ends before " + (offset + length));
      }
      System.arraycopy(part, from, bytes, done, n);
      done += n;
    }
    return bytes;
  }

  private byte[] part(long number) throws IOException {
    byte[] part = parts.get(number);
    if (part == null) {
      if (parts.size() == PARTS) {
        parts.remove(parts.keySet().iterator().next());
      }
      int length = Math.clamp(size - number * PART, 0, PART);
      part = source.read(number * PART, length);
      parts.put(number, part);
    }
    return part;
  }
}
