package mop.stack.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Contents of objects for tests. */
final class Contents {
  private Contents() {}

  static void put(ObjectStore store, String key, String text) throws IOException {
    put(store, key, text.getBytes(StandardCharsets.UTF_8));
  }

  static void put(ObjectStore store, String key, byte[] bytes) throws IOException {
    store.put(key, new ByteArrayInputStream(bytes), bytes.length);
  }

  /** So many bytes, the same each time and hardly two parts alike. */
  static InputStream stream(long length) {
    return new Numbers(length);
  }

  /** A byte follows from its place. */
  static byte at(long place) {
    long mixed = place * 0x9E3779B97F4A7C15L;
    return (byte) (mixed >>> 56);
  }

  private static final class Numbers extends InputStream {
    private final long length;
    private long place;

    Numbers(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return place < length ? at(place++) & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
      int n = (int) Math.min(count, length - place);
      for (int i = 0; i < n; i++) {
        into[offset + i] = at(place++);
      }
      return n == 0 && count > 0 ? -1 : n;
    }
  }
}
