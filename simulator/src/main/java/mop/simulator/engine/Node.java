package mop.simulator.engine;

import java.util.List;

/**
 * An operation ready to run.
 *
 * @param index among all operations
 * @param service index of its service
 * @param firstPod index of the service's first pod
 * @param reportsResult whether its spans carry a result
 */
record Node(
    int index,
    String name,
    int service,
    int firstPod,
    int pods,
    SpanShape span,
    Law own,
    double errorRate,
    boolean reportsResult,
    List<Action> actions) {}
