package mop.stack.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a request, in an array that may be longer.
 *
 * @param bytes hold the request in their first {@code length}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Body(byte[] bytes, int length) {
  private static final int FIRST = 1 << 13;

  /** Why a body was not read. */
  public enum Refusal {
    /** Longer than a request may be; sending it again will not help. */
    TOO_LARGE,
    /** The bytes held by all requests would exceed their budget; later there may be room. */
    NO_ROOM
  }

  /** Thrown instead of reading more than is allowed. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final Refusal why;

    public Refused(Refusal why) {
      super(why.toString());
      this.why = why;
    }

    public Refusal why() {
      return why;
    }
  }

  /**
   * Reads a stream to its end; the array grows as bytes come and each growth is taken from the
   * lease first, so neither a false length nor a decompression bomb costs more than {@code max}.
   *
   * @param expected length that was announced, or 0
   * @param max bytes at most
   * @throws Refused when the stream is longer than {@code max}, or the budget has no room for it
   */
  public static Body read(InputStream in, long expected, int max, ByteBudget.Lease lease)
      throws IOException {
    if (expected > max) {
      throw new Refused(Refusal.TOO_LARGE);
    }
    byte[] bytes = new byte[0];
    int length = 0;
    int capacity = (int) Math.min(Math.max(FIRST, expected + 1), max + 1L);
    while (true) {
      take(lease, capacity - bytes.length);
      bytes = Arrays.copyOf(bytes, capacity);
      length += in.readNBytes(bytes, length, capacity - length);
      if (length < capacity) {
        return new Body(bytes, length);
      }
      if (length > max) {
        throw new Refused(Refusal.TOO_LARGE);
      }
      capacity = (int) Math.min(2L * capacity, max + 1L);
    }
  }

  private static void take(ByteBudget.Lease lease, int bytes) throws Refused {
    if (!lease.grow(bytes)) {
      throw new Refused(Refusal.NO_ROOM);
    }
  }
}
