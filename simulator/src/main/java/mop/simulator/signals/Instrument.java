package mop.simulator.signals;

import java.util.List;
import java.util.stream.Stream;

/**
 * A histogram that an instrumentation keeps, by the semantic conventions 1.44.
 *
 * @param kind of the spans beside which it is recorded
 * @param marker attribute that such a span has, by its place in {@link SpanFields#KEYS}
 * @param attributes of a measurement, as far as the span has them, by their places
 * @param bounds of its buckets in seconds, as the conventions advise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Instrument(
    String name, String description, int kind, int marker, int[] attributes, double[] bounds) {
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final double[] CALLS = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };
  private static final double[] QUERIES = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10};

  /** All of them. */
  static final List<Instrument> ALL =
      List.of(
          of(
              "http.server.request.duration",
              "Duration of HTTP server requests.",
              SERVER,
              "http.request.method",
              CALLS,
              "http.request.method",
              "http.route",
              "url.scheme",
              "network.protocol.version",
              "http.response.status_code",
              "error.type"),
          of(
              "http.client.request.duration",
              "Duration of HTTP client requests.",
              CLIENT,
              "http.request.method",
              CALLS,
              "http.request.method",
              "server.address",
              "network.protocol.version",
              "http.response.status_code",
              "error.type"),
          of(
              "rpc.server.call.duration",
              "Measures the duration of an incoming Remote Procedure Call (RPC).",
              SERVER,
              "rpc.system.name",
              CALLS,
              "rpc.system.name",
              "rpc.method",
              "rpc.response.status_code",
              "error.type"),
          of(
              "rpc.client.call.duration",
              "Measures the duration of an outgoing Remote Procedure Call (RPC).",
              CLIENT,
              "rpc.system.name",
              CALLS,
              "rpc.system.name",
              "rpc.method",
              "rpc.response.status_code",
              "server.address",
              "error.type"),
          of(
              "db.client.operation.duration",
              "Duration of database client operations.",
              CLIENT,
              "db.system.name",
              QUERIES,
              "db.system.name",
              "db.namespace",
              "db.operation.name",
              "db.collection.name",
              "server.address",
              "error.type"));

  private static final Instrument[] EACH = ALL.toArray(Instrument[]::new);

  private static Instrument of(
      String name,
      String description,
      int kind,
      String marker,
      double[] bounds,
      String... attributes) {
    return new Instrument(
        name,
        description,
        kind,
        SpanFields.place(marker),
        Stream.of(attributes).mapToInt(SpanFields::place).toArray(),
        bounds);
  }

  /** Index in {@link #ALL} of the one that is recorded beside a span; −1 when none is. */
  static int beside(int spanKind, SpanFields span) {
    for (int i = 0; i < EACH.length; i++) {
      if (EACH[i].kind == spanKind && span.has(EACH[i].marker)) {
        return i;
      }
    }
    return -1;
  }
}
