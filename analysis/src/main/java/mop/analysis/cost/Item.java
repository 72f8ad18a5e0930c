package mop.analysis.cost;

/**
 * Things that a provider asks money for: the resources of a self-hosted stack, and the volumes and
 * seats that hosted services meter.
 */
public enum Item {
  OBJECT_STORAGE("object-storage", Measure.BYTE_MONTHS),
  /** PUT, COPY and POST, each part of a multipart upload. */
  OBJECT_PUT("object-put", Measure.REQUESTS),
  /** GET and HEAD. */
  OBJECT_GET("object-get", Measure.REQUESTS),
  OBJECT_LIST("object-list", Measure.REQUESTS),
  OBJECT_DELETE("object-delete", Measure.REQUESTS),
  /** Bytes read from the object store inside the region, with what retrieval costs. */
  OBJECT_READ("object-read", Measure.BYTES),
  /** Provisioned disk. */
  BLOCK_STORAGE("block-storage", Measure.BYTE_MONTHS),
  /** One machine; a catalogue may have several, told apart by name. */
  NODE("node", Measure.NODE_HOURS),
  /** Traffic between zones of the region, both ends together. */
  CROSS_ZONE("cross-zone", Measure.BYTES),
  /** Traffic out to the internet. */
  EGRESS("egress", Measure.BYTES),
  /** Processor time by itself, where it is not sold as machines. */
  CPU("cpu", Measure.PROCESSOR_HOURS),
  /** Memory by itself. */
  MEMORY("memory", Measure.BYTE_HOURS),
  /** Data points of metrics, however many series they belong to. */
  METRIC_SAMPLES("metric-samples", Measure.EVENTS),
  /** Time series that receive data. */
  METRIC_SERIES("metric-series", Measure.SERIES_MONTHS),
  METRIC_INGEST("metric-ingest", Measure.BYTES),
  /** Log bytes received, where that is charged apart from keeping them. */
  LOG_PROCESS("log-process", Measure.BYTES),
  LOG_INGEST("log-ingest", Measure.BYTES),
  /** Log lines made searchable. */
  LOG_INDEX("log-index", Measure.EVENTS),
  /** Span bytes received, where that is charged apart from keeping them. */
  TRACE_PROCESS("trace-process", Measure.BYTES),
  TRACE_INGEST("trace-ingest", Measure.BYTES),
  /** Spans made searchable. */
  SPAN_INDEX("span-index", Measure.EVENTS),
  /** Bytes of metrics, logs and traces alike; what has a price of its own is not counted here. */
  DATA_INGEST("data-ingest", Measure.BYTES),
  QUERIES("queries", Measure.REQUESTS),
  /** A monitored host. */
  HOST("host", Measure.HOST_MONTHS),
  /** A host that sends traces. */
  APM_HOST("apm-host", Measure.HOST_MONTHS),
  /** A person who uses the service. */
  USER("user", Measure.USER_MONTHS),
  /** What is paid every month whatever is used. */
  PLATFORM("platform", Measure.MONTHS);

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

  /** Whether its price depends on the class in which the object store keeps objects. */
  boolean hasStorageClass() {
    return switch (this) {
      case OBJECT_STORAGE, OBJECT_PUT, OBJECT_GET, OBJECT_LIST, OBJECT_DELETE, OBJECT_READ -> true;
      default -> false;
    };
  }

  Measure measure() {
    return measure;
  }
}
