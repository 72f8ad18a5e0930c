package mop.stack.spanmetrics;

/** One call, as far as its sides were seen. */
final class Edge {
  final Key key;
  final long dueMillis;
  String client = "";
  String server = "";

  /** Empty, {@code messaging_system}, {@code database} or {@code virtual_node}. */
  String connection = "";

  /** What attributes call the other side; empty when they do not. */
  String peer = "";

  double clientSeconds;
  double serverSeconds;
  boolean failed;
  double weight = 1;

  /**
   * @param spanId the client's span, the server's parent; 0 for a server without a parent
   */
  record Key(long traceIdHigh, long traceIdLow, long spanId) {}

  Edge(Key key, long dueMillis) {
    this.key = key;
    this.dueMillis = dueMillis;
  }

  boolean complete() {
    return !client.isEmpty() && !server.isEmpty();
  }
}
