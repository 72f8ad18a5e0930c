package mop.stack.server;

/** What the stack listens on, each with the port that the real system has by default. */
public enum Endpoint {
  OTLP_GRPC(4317, "OTLP/gRPC"),
  OTLP_HTTP(4318, "OTLP/HTTP"),
  PROMETHEUS(9090, "Prometheus API"),
  LOKI(3100, "Loki API"),
  TEMPO(3200, "Tempo API");

  private final int port;
  private final String title;

  Endpoint(int port, String title) {
    this.port = port;
    this.title = title;
  }

  /** The port by default. */
  public int port() {
    return port;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }
}
