package mop.analysis.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** What a whole observability system uses, as a scenario states it. */
public enum SystemUse {
  METRIC_SAMPLES("metricSamplesPerDay", "data points a day", Kind.METRICS),
  /** Billed by the 95th percentile of the month's hours, which is what the scenario states. */
  ACTIVE_SERIES("activeSeries", "series, 95th percentile", Kind.METRICS),
  METRIC_BYTES("metricGBPerDay", "GB a day", Kind.METRICS),
  LOG_BYTES("logGBPerDay", "GB a day", Kind.LOGS),
  LOG_LINES("logLinesPerDay", "lines a day", Kind.LOGS),
  TRACE_BYTES("traceGBPerDay", "GB a day", Kind.TRACES),
  SPANS("spansPerDay", "spans a day", Kind.TRACES),
  /** Kept in the object store, resident in the steady state. */
  STORED("storedGB", "GB kept", Kind.INFRASTRUCTURE),
  /** Provisioned disk. */
  DISK("diskGB", "GB of disk", Kind.INFRASTRUCTURE),
  CORES("cores", "processors", Kind.INFRASTRUCTURE),
  MEMORY("memoryGB", "GB of memory", Kind.INFRASTRUCTURE),
  PUTS("putRequestsPerDay", "requests a day", Kind.INFRASTRUCTURE),
  GETS("getRequestsPerDay", "requests a day", Kind.INFRASTRUCTURE),
  LISTS("listRequestsPerDay", "requests a day", Kind.INFRASTRUCTURE),
  DELETES("deleteRequestsPerDay", "requests a day", Kind.INFRASTRUCTURE),
  READ("readGBPerDay", "GB a day", Kind.INFRASTRUCTURE),
  CROSS_ZONE("crossZoneGBPerDay", "GB a day", Kind.INFRASTRUCTURE),
  EGRESS("egressGBPerDay", "GB a day", Kind.EGRESS),
  QUERIES("queriesPerDay", "queries a day", Kind.QUERIES),
  HOSTS("hosts", "monitored hosts", Kind.SEATS),
  USERS("users", "people", Kind.SEATS);

  /** What a use belongs to; see {@link Family} for what each family does with it. */
  public enum Kind {
    METRICS,
    LOGS,
    TRACES,
    INFRASTRUCTURE,
    EGRESS,
    QUERIES,
    SEATS
  }

  private static final BigDecimal GIGA = BigDecimal.valueOf(1_000_000_000);
  private static final String A_DAY = "PerDay";

  private final String key;
  private final String unit;
  private final Kind kind;

  SystemUse(String key, String unit, Kind kind) {
    this.key = key;
    this.unit = unit;
    this.kind = kind;
  }

  /** As it is written in scenarios. */
  public String key() {
    return key;
  }

  /** What the number counts. */
  public String unit() {
    return unit;
  }

  public Kind kind() {
    return kind;
  }

  /** What it is charged as: each of these that a catalogue prices is charged. */
  public List<Item> items() {
    return switch (this) {
      case METRIC_SAMPLES -> List.of(Item.METRIC_SAMPLES);
      case ACTIVE_SERIES -> List.of(Item.METRIC_SERIES);
      case METRIC_BYTES -> List.of(Item.METRIC_INGEST);
      case LOG_BYTES -> List.of(Item.LOG_PROCESS, Item.LOG_INGEST);
      case LOG_LINES -> List.of(Item.LOG_INDEX);
      case TRACE_BYTES -> List.of(Item.TRACE_PROCESS, Item.TRACE_INGEST);
      case SPANS -> List.of(Item.SPAN_INDEX);
      case STORED -> List.of(Item.OBJECT_STORAGE);
      case DISK -> List.of(Item.BLOCK_STORAGE);
      case CORES -> List.of(Item.CPU);
      case MEMORY -> List.of(Item.MEMORY);
      case PUTS -> List.of(Item.OBJECT_PUT);
      case GETS -> List.of(Item.OBJECT_GET);
      case LISTS -> List.of(Item.OBJECT_LIST);
      case DELETES -> List.of(Item.OBJECT_DELETE);
      case READ -> List.of(Item.OBJECT_READ);
      case CROSS_ZONE -> List.of(Item.CROSS_ZONE);
      case EGRESS -> List.of(Item.EGRESS);
      case QUERIES -> List.of(Item.QUERIES);
      case HOSTS -> List.of(Item.HOST, Item.APM_HOST);
      case USERS -> List.of(Item.USER);
    };
  }

  /**
   * A month's amount in what the measure of its items counts: bytes, requests, events, hours.
   *
   * @param stated in the unit of the scenario
   */
  public BigDecimal monthly(BigDecimal stated) {
    BigDecimal amount = key.contains("GB") ? stated.multiply(GIGA) : stated;
    if (key.endsWith(A_DAY)) {
      return amount
          .multiply(BigDecimal.valueOf(Month.HOURS))
          .divide(BigDecimal.valueOf(24), MathContext.DECIMAL128);
    }
    return this == CORES || this == MEMORY
        ? amount.multiply(BigDecimal.valueOf(Month.HOURS))
        : amount;
  }
}
