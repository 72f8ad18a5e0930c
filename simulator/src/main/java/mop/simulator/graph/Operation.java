package mop.simulator.graph;

import java.util.List;

/**
 * One thing that a service can do.
 *
 * @param name how calls refer to it, unique in its service
 * @param own time spent in the operation itself, without the steps
 * @param errorRate share of calls that fail by themselves, 0 to 1
 * @param resultAttribute key of the attribute that holds the result (a count or an amount); empty
 *     where the operation reports none
 * @param steps what it does, one after the other
 */
public record Operation(
    String name,
    Protocol protocol,
    Latency own,
    double errorRate,
    String resultAttribute,
    List<Step> steps) {
  public Operation {
    steps = List.copyOf(steps);
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw new IllegalArgumentException(name + ": error rate " + errorRate);
    }
  }
}
