package mop.simulator.engine;

/**
 * What a fault does to the traces that it hits. Indices are {@link #NOTHING} where the fault does
 * not do that.
 *
 * @param slowNode operation that takes longer
 * @param slowNanos median of the time it takes longer
 * @param failNode operation that fails
 * @param failProbability how often it does
 * @param service all of whose operations run on {@code pod}, longer and longer
 * @param pod the exhausted instance
 * @param dependency that does not answer
 * @param path that is taken
 * @param wrongNode operation that gives a wrong result
 */
record Exposure(
    int slowNode,
    double slowNanos,
    int failNode,
    double failProbability,
    int service,
    int pod,
    int dependency,
    int path,
    int wrongNode) {
  static final int NOTHING = -1;

  /** No fault. */
  static final Exposure NONE =
      new Exposure(NOTHING, 0, NOTHING, 0, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);

  static Exposure slow(int node, double nanos) {
    return new Exposure(node, nanos, NOTHING, 0, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
  }

  static Exposure fail(int node, double probability) {
    return new Exposure(NOTHING, 0, node, probability, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
  }

  /** A pod at a moment of its exhaustion. */
  static Exposure exhaust(int service, int pod, double nanos, double failProbability) {
    return new Exposure(
        NOTHING, nanos, NOTHING, failProbability, service, pod, NOTHING, NOTHING, NOTHING);
  }

  static Exposure cutOff(int dependency) {
    return new Exposure(NOTHING, 0, NOTHING, 0, NOTHING, NOTHING, dependency, NOTHING, NOTHING);
  }

  static Exposure divert(int path, int target, double nanos, double failProbability) {
    return new Exposure(
        target, nanos, target, failProbability, NOTHING, NOTHING, NOTHING, path, NOTHING);
  }

  static Exposure spoil(int node) {
    return new Exposure(NOTHING, 0, NOTHING, 0, NOTHING, NOTHING, NOTHING, NOTHING, node);
  }
}
