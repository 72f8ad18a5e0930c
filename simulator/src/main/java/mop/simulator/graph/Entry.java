package mop.simulator.graph;

/**
 * Where traces begin.
 *
 * @param service name of the service that is called from outside
 * @param operation name of its operation
 * @param weight share among all business traces, relative to the other entries
 */
public record Entry(String service, String operation, double weight, Client client) {}
