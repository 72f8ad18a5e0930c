package mop.stack.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Compression of pages. Thread-safe. */
public enum Codec {
  UNCOMPRESSED(0),
  SNAPPY(1),
  ZSTD(6);

  /** Larger pages are taken for damage: parquet-go cuts pages at 256 KiB and one row. */
  private static final int MAX_PAGE_BYTES = 1 << 28;

  /** A snappy copy of three bytes yields at most 64. */
  private static final int MAX_SNAPPY_RATIO = 22;

  final int code;

  Codec(int code) {
    this.code = code;
  }

  static Codec of(int code) {
    for (Codec c : values()) {
      if (c.code == code) {
        return c;
      }
    }
    throw new CorruptParquet("compression codec " + code + " is not one of those read here");
  }

  /** Appends the compressed bytes to {@code out}. */
  void compress(byte[] from, int offset, int length, ByteSink out) {
    try {
      switch (this) {
        case UNCOMPRESSED -> out.put(from, offset, length);
        case SNAPPY -> {
          byte[] into = out.reserve(Snappy.maxCompressedLength(length));
          out.advance(Snappy.compress(from, offset, length, into, out.size()));
        }
        case ZSTD -> {
          byte[] into = out.reserve((int) Zstd.compressBound(length));
          out.advance(
              (int)
                  Zstd.compressByteArray(
                      into, out.size(), into.length - out.size(), from, offset, length, 3));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("snappy failed on " + length + " bytes", e);
    }
  }

  /** The {@code expected} bytes that were compressed into {@code length} bytes. */
  byte[] decompress(byte[] from, int offset, int length, int expected) {
    checkSize(from, offset, length, expected);
    byte[] into = new byte[expected];
    try {
      long got =
          switch (this) {
            case UNCOMPRESSED -> {
              System.arraycopy(from, offset, into, 0, length);
              yield length;
            }
            case SNAPPY -> Snappy.uncompress(from, offset, length, into, 0);
            case ZSTD -> Zstd.decompressByteArray(into, 0, expected, from, offset, length);
          };
      if (got != expected) {
        throw new CorruptParquet("page has " + got + " bytes instead of " + expected);
      }
      return into;
    } catch (IOException e) {
      throw new CorruptParquet("page cannot be decompressed: " + e.getMessage(), e);
    }
  }

  private void checkSize(byte[] from, int offset, int length, int expected) {
    boolean fits =
        switch (this) {
          case UNCOMPRESSED -> expected == length;
          case SNAPPY ->
              expected <= (long) MAX_SNAPPY_RATIO * length
                  && snappyHeader(from, offset, length) == expected;
          case ZSTD -> true;
        };
    if (!fits || expected < 0 || expected > MAX_PAGE_BYTES) {
      throw new CorruptParquet("page of " + length + " bytes claims to unpack to " + expected);
    }
  }

  private static int snappyHeader(byte[] from, int offset, int length) {
    try {
      return Snappy.uncompressedLength(from, offset, length);
    } catch (IOException e) {
      throw new CorruptParquet("page is not snappy: " + e.getMessage(), e);
    }
  }
}
