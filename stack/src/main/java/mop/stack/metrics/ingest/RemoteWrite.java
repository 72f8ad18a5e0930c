package mop.stack.metrics.ingest;

import java.io.IOException;
import mop.stack.otlp.InvalidOtlp;
import org.xerial.snappy.Snappy;

/** Reads the bodies of Prometheus' remote write requests, versions 1.0 and 2.0. */
public final class RemoteWrite {
  /** What Mimir takes at most, unpacked ({@code -distributor.max-recv-msg-size}). */
  public static final int MAX_BYTES = 100 << 20;

  /** Three bytes of snappy yield at most 64. */
  private static final int MAX_RATIO = 22;

  private RemoteWrite() {}

  /**
   * Unpacks a body of snappy's block format.
   *
   * @param maxBytes that it may have unpacked
   * @throws IOException when it is not snappy, or larger; the message says which
   */
  public static byte[] unpack(byte[] body, int maxBytes) throws IOException {
    int length;
    try {
      length = Snappy.uncompressedLength(body, 0, body.length);
    } catch (IOException e) {
      throw new IOException("the body is not snappy: " + e.getMessage(), e);
    }
    if (length > maxBytes || length < 0) {
      throw new IOException("the body unpacks to more than " + maxBytes + " bytes");
    }
    boolean possible = length <= (long) MAX_RATIO * body.length;
    if (!possible || !Snappy.isValidCompressedBuffer(body, 0, body.length)) {
      throw new IOException("the body is not snappy");
    }
    byte[] unpacked = new byte[length];
    Snappy.uncompress(body, 0, body.length, unpacked, 0);
    return unpacked;
  }

  /**
   * Reads a {@code prometheus.WriteRequest}.
   *
   * @param message unpacked
   * @throws InvalidOtlp when the bytes are no such message
   */
  public static Ingested version1(byte[] message) throws InvalidOtlp {
    return WriteRequest1.read(message);
  }

  /**
   * Reads an {@code io.prometheus.write.v2.Request}.
   *
   * @param message unpacked
   * @throws InvalidOtlp when the bytes are no such message
   */
  public static Ingested version2(byte[] message) throws InvalidOtlp {
    return WriteRequest2.read(message);
  }
}
