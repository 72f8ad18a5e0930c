package mop.stack.logs.index;

/**
 * Loki's TSDB index, format 3, which schema 13 uses: Prometheus' index format 2 with the
 * fingerprint before a series' labels, pages of chunk metas instead of chunk references, and a
 * table of fingerprints ({@code pkg/storage/stores/shipper/indexshipper/tsdb/index}).
 */
final class IndexFormat {
  static final int MAGIC = 0xBAAAD700;
  static final int VERSION = 3;
  static final int HEADER = 5;

  /** Seven places, two times, a checksum. */
  static final int TOC = 9 * 8 + 4;

  static final int SERIES_ALIGNMENT = 16;
  static final int PAGE = 16;
  static final int FINGERPRINT_INTERVAL = 1024;

  private IndexFormat() {}
}
