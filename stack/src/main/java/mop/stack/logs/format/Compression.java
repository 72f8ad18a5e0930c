package mop.stack.logs.format;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How blocks of a chunk are compressed, with the codes that Loki stores ({@code
 * ingester.chunk_encoding}; Loki 3's default is {@code gzip}, Grafana recommends {@code snappy}).
 * Loki's four kinds of lz4 and its flate are not read here. Thread-safe.
 */
public enum Compression {
  NONE(0),
  GZIP(1),
  SNAPPY(4),
  ZSTD(9);

  private static final int BUFFER = 1 << 14;

  private final int code;

  Compression(int code) {
    this.code = code;
  }

  /** The byte that names it in a chunk. */
  public int code() {
    return code;
  }

  /** The compression of that code. */
  public static Compression of(int code) throws CorruptLogData {
    for (Compression c : values()) {
      if (c.code == code) {
        return c;
      }
    }
    boolean lz4 = code == 3 || (code >= 5 && code <= 7);
    throw new CorruptLogData(
        (lz4 ? "compression lz4" : "compression code " + code)
            + " is not one of those read here: none, gzip, snappy, zstd");
  }

  public byte[] compress(byte[] from, int offset, int length) throws IOException {
    if (this == SNAPPY) {
      return FramedSnappy.compress(from, offset, length);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 4 + 64);
    try (OutputStream out =
        switch (this) {
          case NONE, SNAPPY -> packed;
          case GZIP -> new GZIPOutputStream(packed, BUFFER);
          case ZSTD -> new ZstdOutputStream(packed).setChecksum(true);
        }) {
      out.write(from, offset, length);
    }
    return packed.toByteArray();
  }

  /**
   * The plain bytes.
   *
   * @param limit more plain bytes are taken for damage
   * @throws CorruptLogData when the bytes are damaged
   */
  public byte[] decompress(byte[] from, int offset, int length, long limit) throws CorruptLogData {
    try {
      return this == SNAPPY
          ? FramedSnappy.decompress(from, offset, length, limit)
          : inflate(from, offset, length, limit);
    } catch (CorruptLogData e) {
      throw e;
    } catch (EOFException e) {
      throw new CorruptLogData("is cut off before its end as " + this);
    } catch (IOException e) {
      throw new CorruptLogData("cannot be unpacked as " + this + ": " + e.getMessage());
    }
  }

  private byte[] inflate(byte[] from, int offset, int length, long limit) throws IOException {
    ByteArrayInputStream packed = new ByteArrayInputStream(from, offset, length);
    try (InputStream in =
        switch (this) {
          case NONE, SNAPPY -> packed;
          case GZIP -> new GZIPInputStream(packed, BUFFER);
          case ZSTD -> new ZstdInputStream(packed);
        }) {
      byte[] plain = in.readNBytes((int) Math.min(limit, Integer.MAX_VALUE - 64));
      if (in.read() >= 0) {
        throw new CorruptLogData("unpacks to more than " + limit + " bytes");
      }
      return plain;
    }
  }
}
