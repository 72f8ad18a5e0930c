package mop.analysis.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a trial can use, and which money it ends up as. */
public enum Resource {
  /** Bytes the trial left in the object store after settling. */
  STORED_BYTES("storedBytes", "Bytes stored", "bytes", Driver.BYTES, Item.OBJECT_STORAGE),
  PUT_REQUESTS("putRequests", "PUT requests", "requests", Driver.TRACES, Item.OBJECT_PUT),
  /** GET and HEAD requests of writing and compacting. */
  GET_REQUESTS("getRequests", "GET requests", "requests", Driver.TRACES, Item.OBJECT_GET),
  LIST_REQUESTS("listRequests", "LIST requests", "requests", Driver.TRACES, Item.OBJECT_LIST),
  DELETE_REQUESTS(
      "deleteRequests", "DELETE requests", "requests", Driver.TRACES, Item.OBJECT_DELETE),
  /** Bytes read from the object store by writing and compacting. */
  BYTES_READ("bytesRead", "Bytes read from the store", "bytes", Driver.BYTES, Item.OBJECT_READ),
  /** GET and HEAD requests of answering queries. */
  QUERY_GET_REQUESTS(
      "queryGetRequests", "GET requests of queries", "requests", Driver.QUERIES, Item.OBJECT_GET),
  /** Bytes read from the object store by answering queries. */
  QUERY_BYTES_READ(
      "queryBytesRead", "Bytes read by queries", "bytes", Driver.QUERIES, Item.OBJECT_READ),
  /** Processor time of receiving, deciding, writing and compacting. */
  CPU_SECONDS("cpuSeconds", "CPU time", "seconds", Driver.TRACES, Item.NODE),
  /** Processor time of answering queries. */
  QUERY_CPU_SECONDS("queryCpuSeconds", "CPU time of queries", "seconds", Driver.QUERIES, Item.NODE),
  /** Memory held, integrated over event time. */
  MEMORY_BYTE_SECONDS("memoryByteSeconds", "Memory held", "byte-seconds", Driver.TRACES, Item.NODE),
  /** Bytes written to the write-ahead log. */
  WAL_BYTES("walBytes", "Bytes written to the log", "bytes", Driver.BYTES, Item.BLOCK_STORAGE),
  /** Bytes that arrive from the observed applications. */
  INGEST_NETWORK_BYTES(
      "ingestNetworkBytes", "Bytes received", "bytes", Driver.BYTES, Item.CROSS_ZONE),
  /** Bytes between components of the stack, not counting the object store. */
  INTERNAL_NETWORK_BYTES(
      "internalNetworkBytes", "Bytes between components", "bytes", Driver.BYTES, Item.CROSS_ZONE),
  METRIC_SAMPLES(
      "metricSamples", "Samples of metrics", "samples", Driver.OTHER_SIGNAL, Item.METRIC_SAMPLES),
  /** Series of metrics that had a sample in the trial. */
  METRIC_SERIES(
      "metricSeries", "Series of metrics", "series", Driver.OTHER_SIGNAL, Item.METRIC_SERIES),
  LOG_ENTRIES("logEntries", "Log entries", "entries", Driver.OTHER_SIGNAL, Item.LOG_INDEX);

  private final String key;
  private final String label;
  private final String unit;
  private final Driver driver;
  private final Item item;

  Resource(String key, String label, String unit, Driver driver, Item item) {
    this.key = key;
    this.label = label;
    this.unit = unit;
    this.driver = driver;
    this.item = item;
  }

  /** As it is written in journals: the name and the unit in one word. */
  @JsonValue
  public String key() {
    return key;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }

  /** What its amounts count. */
  public String unit() {
    return unit;
  }

  Driver driver() {
    return driver;
  }

  Item item() {
    return item;
  }

  /** What for, where several resources are the same item; else empty. */
  String use() {
    return switch (this) {
      case QUERY_GET_REQUESTS, QUERY_BYTES_READ -> "queries";
      case INGEST_NETWORK_BYTES -> "from applications";
      case INTERNAL_NETWORK_BYTES -> "inside the stack";
      case STORED_BYTES,
          PUT_REQUESTS,
          GET_REQUESTS,
          LIST_REQUESTS,
          DELETE_REQUESTS,
          BYTES_READ,
          CPU_SECONDS,
          QUERY_CPU_SECONDS,
          MEMORY_BYTE_SECONDS,
          WAL_BYTES,
          METRIC_SAMPLES,
          METRIC_SERIES,
          LOG_ENTRIES ->
          "";
    };
  }

  /** The resource of a key; an unknown key is an error of whoever wrote it. */
  @JsonCreator
  public static Resource of(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("unknown resource " + key));
  }

  private static Optional<Resource> find(String key) {
    return Arrays.stream(values()).filter(resource -> resource.key.equals(key)).findFirst();
  }
}
