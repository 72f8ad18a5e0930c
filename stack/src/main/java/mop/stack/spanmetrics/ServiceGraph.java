package mop.stack.spanmetrics;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mop.stack.labels.Labels;
import mop.stack.otlp.SpanAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom. A call is a client's span and the server's span whose parent it is; both are
 * brought together whichever comes first. What waited too long for its other side is a call from
 * outside when it is a server's span without a parent, and a call to what attributes name when it
 * is a client's; else it is given up.
 */
final class ServiceGraph {
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int PRODUCER = 4;
  private static final int CONSUMER = 5;
  private static final int ERROR = 2;
  private static final String[] LABELS = {"client", "server", "connection_type"};

  /** Name the other side; the first that a span has counts. */
  private static final List<byte[]> PEERS =
      Stream.of("peer.service", "db.name", "db.system", "db.system.name")
          .map(SpanAttributes::key)
          .toList();

  /** Make a client's span a call to a database; the first that is there counts. */
  private static final List<Key> DATABASES =
      keys("db.namespace", "db.name", "db.system", "db.system.name");

  /** Name the database's server, rather than the database. */
  private static final List<Key> SERVERS = keys("peer.service", "server.address");

  private static final List<Key> HOSTS = keys("network.peer.address");
  private static final List<Key> PORTS = keys("network.peer.port");

  private final int maxEdges;
  private final long waitMillis;
  private final Counter requests;
  private final Counter failures;
  private final Histogram serverSeconds;
  private final Histogram clientSeconds;
  private final SpanAttributes attributes = new SpanAttributes();

  /** The oldest first. */
  private final Map<Edge.Key, Edge> waiting = new LinkedHashMap<>();

  long edges;
  long completed;
  long expired;
  long dropped;

  ServiceGraph(GeneratorSettings settings, SeriesLimit limit) {
    maxEdges = settings.maxEdges();
    waitMillis = settings.edgeWait().toMillis();
    Labels external = settings.externalLabels();
    requests = new Counter("traces_service_graph_request_total", LABELS, external, limit);
    failures = new Counter("traces_service_graph_request_failed_total", LABELS, external, limit);
    serverSeconds = histogram("traces_service_graph_request_server_seconds", settings, limit);
    clientSeconds = histogram("traces_service_graph_request_client_seconds", settings, limit);
  }

  private static Histogram histogram(String name, GeneratorSettings s, SeriesLimit limit) {
    return new Histogram(name, LABELS, s.graphBuckets(), s.externalLabels(), limit);
  }

  /** A key of a resource and of a span. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Key(String name, byte[] bytes) {}

  private static List<Key> keys(String... names) {
    return Stream.of(names).map(n -> new Key(n, SpanAttributes.key(n))).toList();
  }

  List<Family<?>> families() {
    return List.of(requests, failures, serverSeconds, clientSeconds);
  }

  void add(CurrentSpan span, Headers headers, double weight, long nowMillis) {
    boolean client = span.kind == CLIENT || span.kind == PRODUCER;
    boolean server = span.kind == SERVER || span.kind == CONSUMER;
    if (headers.get("service.name") == null || !(client || server)) {
      return;
    }
    long callId = client ? span.spanId : span.parentSpanId;
    Edge.Key key = new Edge.Key(span.traceIdHigh, span.traceIdLow, callId);
    Edge known = waiting.get(key);
    Edge edge = known == null ? new Edge(key, nowMillis + waitMillis) : known;
    if (client) {
      client(edge, span, headers);
    } else {
      server(edge, span, headers);
    }
    edge.failed |= span.status == ERROR;
    edge.weight = weight;
    settle(edge, known == null, nowMillis);
  }

  private void client(Edge edge, CurrentSpan span, Headers headers) {
    edge.client = headers.service();
    edge.clientSeconds = span.seconds();
    edge.connection = span.kind == PRODUCER ? "messaging_system" : "";
    peer(edge, span);
    String database = database(span, headers);
    if (database != null) {
      edge.connection = "database";
      edge.serverSeconds = span.seconds();
      edge.server = database;
    }
  }

  private void server(Edge edge, CurrentSpan span, Headers headers) {
    edge.server = headers.service();
    edge.serverSeconds = span.seconds();
    edge.connection = span.kind == CONSUMER ? "messaging_system" : "";
    peer(edge, span);
  }

  private void peer(Edge edge, CurrentSpan span) {
    for (byte[] key : PEERS) {
      if (attributes.findInSpan(span.buffer, span.offset, span.length, key)) {
        edge.peer = attributes.text();
        return;
      }
    }
  }

  /** What a call to a database goes to; null when it is none. */
  private @Nullable String database(CurrentSpan span, Headers headers) {
    String name = first(DATABASES, span, headers);
    if (name == null) {
      return null;
    }
    String server = first(SERVERS, span, headers);
    if (server != null) {
      return server;
    }
    String host = first(HOSTS, span, headers);
    if (host == null) {
      return name;
    }
    String port = first(PORTS, span, headers);
    return port == null ? host : host + ':' + port;
  }

  private @Nullable String first(List<Key> keys, CurrentSpan span, Headers headers) {
    for (Key key : keys) {
      String ofResource = headers.get(key.name());
      if (ofResource != null) {
        return ofResource;
      }
      if (attributes.findInSpan(span.buffer, span.offset, span.length, key.bytes())) {
        return attributes.text();
      }
    }
    return null;
  }

  private void settle(Edge edge, boolean isNew, long nowMillis) {
    if (edge.complete()) {
      waiting.remove(edge.key);
      count(edge, nowMillis);
    } else if (isNew && waiting.size() >= maxEdges) {
      dropped++;
      return;
    } else if (isNew) {
      waiting.put(edge.key, edge);
    }
    edges += isNew ? 1 : 0;
  }

  private void count(Edge edge, long nowMillis) {
    completed++;
    LabelValues labels =
        new LabelValues(
            new String[] {
              SpanMetrics.cut(edge.client), SpanMetrics.cut(edge.server), edge.connection
            });
    requests.add(labels, edge.weight, nowMillis);
    if (edge.failed) {
      failures.add(labels, edge.weight, nowMillis);
    }
    long high = edge.key.traceIdHigh();
    long low = edge.key.traceIdLow();
    serverSeconds.observe(labels, edge.serverSeconds, edge.weight, high, low, nowMillis);
    clientSeconds.observe(labels, edge.clientSeconds, edge.weight, high, low, nowMillis);
  }

  /** Gives up waiting for the other sides of calls that are due. */
  void expire(long nowMillis) {
    Iterator<Edge> oldest = waiting.values().iterator();
    while (oldest.hasNext()) {
      Edge edge = oldest.next();
      if (edge.dueMillis > nowMillis) {
        return;
      }
      oldest.remove();
      guess(edge);
    }
  }

  private void guess(Edge edge) {
    boolean fromOutside = edge.client.isEmpty() && edge.key.spanId() == 0;
    boolean toOutside = !edge.client.isEmpty() && !edge.peer.isEmpty();
    if (fromOutside) {
      edge.client = edge.peer.isEmpty() ? "user" : edge.peer;
    } else if (toOutside) {
      edge.server = edge.peer;
    } else {
      expired++;
      return;
    }
    edge.connection = "virtual_node";
    count(edge, edge.dueMillis);
  }

  boolean idle() {
    return waiting.isEmpty();
  }
}
