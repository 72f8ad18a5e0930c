package mop.stack.logs.format;

import java.util.zip.CRC32C;

/** CRC32 with the Castagnoli polynomial, which guards all of Loki's formats. */
public final class Checksums {
  private Checksums() {}

  public static int crc32c(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /** Compares with the checksum that stands in the four bytes behind the section. */
  public static void check(byte[] bytes, int offset, int length, String section)
      throws CorruptLogData {
    int stored = new ByteReader(bytes, (long) offset + length, 4).be32();
    if (stored != crc32c(bytes, offset, length)) {
      throw new CorruptLogData("checksum of the " + section + " at " + offset + " does not match");
    }
  }
}
