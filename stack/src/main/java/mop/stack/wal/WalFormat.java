package mop.stack.wal;

import java.util.zip.CRC32C;

/**
 * The framing of Prometheus' write-ahead log ({@code tsdb/docs/format/wal.md} and {@code
 * tsdb/wlog}, version 3.14). A segment is a row of pages of 32 KiB. A record is one fragment or, at
 * the end of a page, several: one byte of kind and compression, two of length and four of CRC32C
 * over the fragment's bytes, big-endian, then the bytes. A zero byte says that the rest of the page
 * is empty. A record never reaches over the end of a segment.
 */
final class WalFormat {
  static final int PAGE = 32 * 1024;
  static final int HEAD = 7;

  static final int PAGE_END = 0;
  static final int FULL = 1;
  static final int FIRST = 2;
  static final int MIDDLE = 3;
  static final int LAST = 4;
  static final int KIND_MASK = 7;

  private WalFormat() {}

  /** Bytes left in the page at that place of a segment. */
  static int leftInPage(long position) {
    return PAGE - (int) (position % PAGE);
  }

  static int crc(CRC32C crc, byte[] bytes, int offset, int length) {
    crc.reset();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
