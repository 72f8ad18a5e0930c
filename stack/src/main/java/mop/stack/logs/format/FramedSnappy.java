package mop.stack.logs.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.xerial.snappy.Snappy;

/**
 * Snappy's framing format (framing_format.txt of the Snappy project, 2013-10-25), cut as Go's
 * snappy writer cuts it: 64 KiB a frame, and a frame is left plain when compression saves less than
 * an eighth.
 */
final class FramedSnappy {
  private static final int FRAME = 1 << 16;
  private static final int COMPRESSED = 0x00;
  private static final int PLAIN = 0x01;
  private static final int STREAM = 0xff;
  private static final int FIRST_SKIPPABLE = 0x80;
  private static final byte[] IDENTIFIER = "sNaPpY".getBytes(StandardCharsets.US_ASCII);

  private FramedSnappy() {}

  static byte[] compress(byte[] from, int offset, int length) throws IOException {
    ByteWriter out = new ByteWriter(length / 2 + 64);
    if (length > 0) {
      header(STREAM, IDENTIFIER.length, out);
      out.put(IDENTIFIER);
    }
    byte[] packed = new byte[Snappy.maxCompressedLength(Math.min(length, FRAME))];
    for (int at = offset; at < offset + length; at += FRAME) {
      int n = Math.min(FRAME, offset + length - at);
      int size = Snappy.compress(from, at, n, packed, 0);
      boolean plain = size >= n - n / 8;
      header(plain ? PLAIN : COMPRESSED, 4 + (plain ? n : size), out);
      littleEndian(mask(Checksums.crc32c(from, at, n)), out);
      out.put(plain ? from : packed, plain ? at : 0, plain ? n : size);
    }
    return out.toByteArray();
  }

  /**
   * The plain bytes of the frames.
   *
   * @param limit more plain bytes are taken for damage
   */
  static byte[] decompress(byte[] from, int offset, int length, long limit) throws IOException {
    ByteReader in = new ByteReader(from, offset, length);
    ByteWriter out = new ByteWriter(length * 2);
    byte[] plain = new byte[FRAME];
    while (in.remaining() > 0) {
      int kind = in.u8();
      int size = in.u8() | (in.u8() << 8) | (in.u8() << 16);
      int start = in.position();
      in.skip(size);
      if (kind == COMPRESSED || kind == PLAIN) {
        int n = frame(from, start, size, kind == PLAIN, plain);
        if (out.size() + (long) n > limit) {
          throw new CorruptLogData("unpacks to more than " + limit + " bytes");
        }
        out.put(plain, 0, n);
      } else if (kind < FIRST_SKIPPABLE) {
        throw new CorruptLogData("snappy frame of the unknown kind " + kind);
      }
    }
    return out.toByteArray();
  }

  private static int frame(byte[] from, int start, int size, boolean isPlain, byte[] into)
      throws IOException {
    if (size < 4) {
      throw new CorruptLogData("snappy frame of " + size + " bytes");
    }
    int n = isPlain ? size - 4 : Snappy.uncompressedLength(from, start + 4, size - 4);
    if (n < 0 || n > FRAME) {
      throw new CorruptLogData("snappy frame that unpacks to " + n + " bytes");
    }
    if (isPlain) {
      System.arraycopy(from, start + 4, into, 0, n);
    } else if (Snappy.uncompress(from, start + 4, size - 4, into, 0) != n) {
      throw new CorruptLogData("snappy frame of another length than it says");
    }
    int stored = Integer.reverseBytes(new ByteReader(from, start, 4).be32());
    if (stored != mask(Checksums.crc32c(into, 0, n))) {
      throw new CorruptLogData("checksum of a snappy frame does not match");
    }
    return n;
  }

  private static void header(int kind, int size, ByteWriter out) {
    out.u8(kind);
    out.u8(size);
    out.u8(size >>> 8);
    out.u8(size >>> 16);
  }

  private static void littleEndian(int v, ByteWriter out) {
    out.be32(Integer.reverseBytes(v));
  }

  private static int mask(int crc) {
    return Integer.rotateRight(crc, 15) + 0xa282ead8;
  }
}
