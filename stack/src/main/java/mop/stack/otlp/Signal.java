package mop.stack.otlp;

/** The signal that an OTLP export request carries. */
public enum Signal {
  TRACES("resourceSpans"),
  METRICS("resourceMetrics"),
  LOGS("resourceLogs"),
  PROFILES("resourceProfiles");

  private final String jsonKey;

  Signal(String jsonKey) {
    this.jsonKey = jsonKey;
  }

  /** Top-level field of this signal's request in OTLP/JSON. */
  String jsonKey() {
    return jsonKey;
  }
}
