package mop.analysis.cost;

/** The numbers of a scenario. */
public enum Parameter {
  TRACES_PER_DAY("tracesPerDay", "traces a day", 1, 1e15),
  /** OTLP bytes; where it is absent, bytes grow with traces. */
  INGEST_BYTES_PER_DAY("ingestBytesPerDay", "OTLP bytes a day", 1, 1e18),
  QUERIES_PER_DAY("queriesPerDay", "queries a day", 0, 1e12),
  RETENTION_DAYS("retentionDays", "days a trace is kept", 0.01, 36500),
  PEAK_TO_MEAN("peakToMean", "busiest minute over the mean", 1, 1000),
  /** Share of processors and memory in use at the peak. */
  TARGET_UTILISATION("targetUtilisation", "share of a node used at the peak", 0.01, 1),
  MIN_NODES("minNodes", "nodes at least", 1, 1e6),
  ZONES("zones", "zones", 1, 100),
  /** Share of the bytes between two parties that leave their zone. */
  CROSS_ZONE_SHARE("crossZoneShare", "share of traffic that crosses zones", 0, 1),
  WAL_HOURS("walHours", "hours that written data stays on local disk", 0, 8760),
  DISK_HEADROOM("diskHeadroom", "disk provisioned over disk used", 1, 100),
  MIN_DISK_GIB("minDiskGiB", "GiB of disk for a node at least", 0, 1e6),
  /** Times beyond the sizes tried that a fitted law is followed; in proportion from there. */
  EXTRAPOLATION_CAP("extrapolationCap", "times", 1, 1e15);

  private final String key;
  private final String unit;
  private final double min;
  private final double max;

  Parameter(String key, String unit, double min, double max) {
    this.key = key;
    this.unit = unit;
    this.min = min;
    this.max = max;
  }

  /** As it is written in scenarios and results. */
  public String key() {
    return key;
  }

  /** What the number counts. */
  public String unit() {
    return unit;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }
}
