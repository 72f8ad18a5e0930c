package mop.simulator.graph;

import java.util.List;

/**
 * A whole system.
 *
 * @param entries where business traces begin
 * @param healthShare share of all traces that are health checks, 0 to 1
 */
public record Topology(List<Service> services, List<Entry> entries, double healthShare) {
  public Topology {
    services = List.copyOf(services);
    entries = List.copyOf(entries);
  }
}
