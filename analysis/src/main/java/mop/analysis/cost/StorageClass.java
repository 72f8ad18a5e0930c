package mop.analysis.cost;

/**
 * How readily an object store gives objects back. The colder, the less a stored byte costs and the
 * more each request and each byte read; providers also charge a least time of storage.
 */
public enum StorageClass {
  STANDARD("standard"),
  /**
   * Read about once a month, kept at least 30 days: S3 Standard-IA, Cloud Storage Nearline, Blob
   * Storage Cool.
   */
  INFREQUENT("infrequent"),
  /**
   * Read about once a quarter, kept at least 90 days, and still answered at once: S3 Glacier
   * Instant Retrieval, Cloud Storage Coldline, Blob Storage Cold.
   */
  COLD("cold");

  private final String key;

  StorageClass(String key) {
    this.key = key;
  }

  /** As it is written in catalogues and scenarios. */
  public String key() {
    return key;
  }
}
