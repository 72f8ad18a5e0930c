package mop.simulator.graph;

/**
 * A database, cache or index that one service queries.
 *
 * @param name unique among the stores of a service
 * @param system value of {@code db.system.name}
 * @param namespace value of {@code db.namespace}
 * @param address DNS name
 */
public record Store(String name, String system, String namespace, String address, int port) {
  /** Whether its spans carry a statement in SQL. */
  public boolean speaksSql() {
    return system.equals("postgresql") || system.equals("mysql") || system.equals("clickhouse");
  }
}
