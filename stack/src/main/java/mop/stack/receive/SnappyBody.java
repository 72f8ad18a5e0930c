package mop.stack.receive;

import java.io.IOException;
import mop.stack.http.Body;
import mop.stack.http.ByteBudget;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import org.xerial.snappy.Snappy;

/**
 * Bodies in Snappy's block format, which Prometheus and Loki send. The length that the block begins
 * with is checked before anything is decompressed.
 */
final class SnappyBody {
  private SnappyBody() {}

  /**
   * Reads and decompresses a body.
   *
   * @throws Refusal 400 when it is no such block
   * @throws Body.Refused when it is too long or there is no room for it
   */
  static Body read(Request request, int maxBytes, ByteBudget.Lease lease)
      throws Refusal, IOException {
    Body block = Body.read(request.stream(), request.announcedLength(), maxBytes, lease);
    int length = length(block);
    if (length > maxBytes) {
      throw new Body.Refused(Body.Refusal.TOO_LARGE);
    }
    if (!lease.grow(length)) {
      throw new Body.Refused(Body.Refusal.NO_ROOM);
    }
    byte[] plain = new byte[length];
    try {
      return new Body(plain, Snappy.uncompress(block.bytes(), 0, block.length(), plain, 0));
    } catch (IOException e) {
      throw corrupt();
    }
  }

  private static int length(Body block) throws Refusal {
    try {
      int length = Snappy.uncompressedLength(block.bytes(), 0, block.length());
      if (length >= 0 && Snappy.isValidCompressedBuffer(block.bytes(), 0, block.length())) {
        return length;
      }
    } catch (IOException e) {
      throw corrupt();
    }
    throw corrupt();
  }

  private static Refusal corrupt() {
    return new Refusal(400, "snappy: corrupt input");
  }
}
