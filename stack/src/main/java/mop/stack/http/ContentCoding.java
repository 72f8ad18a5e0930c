package mop.stack.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a body is compressed as it travels ({@code Content-Encoding}, RFC 9110 §8.4.1). */
public enum ContentCoding {
  IDENTITY,
  GZIP,
  /** The zlib format (RFC 1950). */
  DEFLATE,
  ZSTD;

  /** What a refusal names, in the form of {@code Accept-Encoding}. */
  public static final String ACCEPTED = "gzip, zstd, deflate";

  /**
   * Largest window of a Zstandard frame, as a power of two: the 8 MiB that RFC 8878 §3.1.1.1.2
   * wants every decoder to have. Such a window is memory outside the heap.
   */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int BUFFER = 1 << 14;

  /** The coding of that name; empty when it is none of ours. */
  public static Optional<ContentCoding> of(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      case "zstd" -> Optional.of(ZSTD);
      default -> Optional.empty();
    };
  }

  /**
   * The stream of plain bytes.
   *
   * @throws IOException when the bytes do not begin as this coding does
   */
  @SuppressWarnings("resource")
  public InputStream decode(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case DEFLATE -> new InflaterInputStream(in);
      case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG);
    };
  }
}
