package mop.analysis.cost;

/** Things of a self-hosted stack that a provider asks money for. */
public enum Item {
  OBJECT_STORAGE("object-storage", Measure.BYTE_MONTHS),
  /** PUT, COPY and POST, each part of a multipart upload. */
  OBJECT_PUT("object-put", Measure.REQUESTS),
  /** GET and HEAD. */
  OBJECT_GET("object-get", Measure.REQUESTS),
  OBJECT_LIST("object-list", Measure.REQUESTS),
  OBJECT_DELETE("object-delete", Measure.REQUESTS),
  /** Bytes read from the object store inside the region. */
  OBJECT_READ("object-read", Measure.BYTES),
  /** Provisioned disk. */
  BLOCK_STORAGE("block-storage", Measure.BYTE_MONTHS),
  /** One machine; a catalogue may have several, told apart by name. */
  NODE("node", Measure.NODE_HOURS),
  /** Traffic between zones of the region, both ends together. */
  CROSS_ZONE("cross-zone", Measure.BYTES);

  private final String key;
  private final Measure measure;

  Item(String key, Measure measure) {
    this.key = key;
    this.measure = measure;
  }

  /** As it is written in catalogues. */
  public String key() {
    return key;
  }

  Measure measure() {
    return measure;
  }
}
