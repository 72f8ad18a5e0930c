package mop.stack.wal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/** How records are compressed, each by itself; flag bits of a fragment's first byte say which. */
public enum WalCompression {
  NONE(0),
  /** Prometheus' default; all its versions since 2.11 read it. */
  SNAPPY(1 << 3),
  /** Read by Prometheus from 2.45 on. */
  ZSTD(1 << 4);

  /** A record that claims to be larger is taken for damage. */
  static final int MAX_RECORD_BYTES = 1 << 28;

  final int flag;

  WalCompression(int flag) {
    this.flag = flag;
  }

  /** What a fragment's first byte says; snappy wins where both bits are set, as in Prometheus. */
  static WalCompression of(int header) {
    return (header & SNAPPY.flag) != 0 ? SNAPPY : (header & ZSTD.flag) != 0 ? ZSTD : NONE;
  }

  /** The compressed record, or an empty array where that would save nothing. */
  byte[] compress(byte[] from, int offset, int length) {
    byte[] packed =
        switch (this) {
          case NONE -> new byte[0];
          case SNAPPY -> snappy(from, offset, length);
          case ZSTD -> {
            byte[] into = new byte[(int) Zstd.compressBound(length)];
            long size = Zstd.compressByteArray(into, 0, into.length, from, offset, length, 3);
            yield Arrays.copyOf(into, (int) size);
          }
        };
    return packed.length < length ? packed : new byte[0];
  }

  private static byte[] snappy(byte[] from, int offset, int length) {
    try {
      byte[] into = new byte[Snappy.maxCompressedLength(length)];
      return Arrays.copyOf(into, Snappy.compress(from, offset, length, into, 0));
    } catch (IOException e) {
      throw new IllegalStateException("snappy failed on " + length + " bytes", e);
    }
  }

  /**
   * @throws IOException when the bytes are not what this kind of compression makes
   */
  byte[] decompress(byte[] from, int length) throws IOException {
    if (this == NONE || length == 0) {
      return Arrays.copyOf(from, length);
    }
    if (this == SNAPPY) {
      byte[] into = new byte[checked(Snappy.uncompressedLength(from, 0, length), length)];
      if (!Snappy.isValidCompressedBuffer(from, 0, length)) {
        throw new IOException("a record is not snappy");
      }
      Snappy.uncompress(from, 0, length, into, 0);
      return into;
    }
    try {
      long size = Zstd.getFrameContentSize(from, 0, length);
      return size > 0
          ? Zstd.decompress(Arrays.copyOf(from, length), checked(size, length))
          : stream(from, length);
    } catch (ZstdException e) {
      throw new IOException("a record is not zstd: " + e.getMessage(), e);
    }
  }

  /** A frame that does not say how long its content is. */
  private static byte[] stream(byte[] from, int length) throws IOException {
    var bytes = new java.io.ByteArrayInputStream(from, 0, length);
    try (var in = new com.github.luben.zstd.ZstdInputStream(bytes)) {
      byte[] all = in.readNBytes(MAX_RECORD_BYTES + 1);
      checked(all.length, length);
      return all;
    }
  }

  private static int checked(long claimed, int packed) throws IOException {
    if (claimed < 0 || claimed > MAX_RECORD_BYTES) {
      throw new IOException("a record of " + packed + " bytes claims to unpack to " + claimed);
    }
    return (int) claimed;
  }
}
