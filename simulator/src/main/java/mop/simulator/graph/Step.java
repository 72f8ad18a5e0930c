package mop.simulator.graph;

import java.util.List;

/** One step of an operation. */
public sealed interface Step {

  /**
   * Calls an operation of another service and waits: a CLIENT span here, a SERVER span there.
   *
   * @param attempts how often it is tried before its failure counts, at least 1
   */
  record Call(String service, String operation, int attempts) implements Step {}

  /**
   * Queries a store: a CLIENT span, no span of the store.
   *
   * @param operation SQL verb, Redis command or search action
   * @param collection table or index; empty for a key-value store
   * @param text the statement, with slots such as {@code ${product}}
   */
  record Query(Store store, String operation, String collection, String text, Latency latency)
      implements Step {}

  /**
   * Calls a company outside: an HTTP CLIENT span.
   *
   * @param host its DNS name
   * @param path pattern of the path, with slots
   */
  record Fetch(String host, String method, String path, Latency latency) implements Step {}

  /**
   * Looks into a cache; what is not there is made and put there. A cache that fails counts as one
   * that has nothing.
   *
   * @param hitRatio share of look-ups that find something
   */
  record Cached(Query get, Query put, double hitRatio, List<Step> onMiss) implements Step {}

  /** The same step a random number of times at once, {@code least} to {@code most}. */
  record FanOut(int least, int most, Step each) implements Step {}

  /** Different steps at once; over when the last is. */
  record Together(List<Step> steps) implements Step {}

  /** Steps whose failure does no harm to the operation. */
  record Lenient(List<Step> steps) implements Step {}

  /**
   * A path that only some calls take.
   *
   * @param path its name, unique in the topology; a path that has a name begins with a {@link Call}
   *     of an operation that is called from nowhere else, and is one that a fault can send calls
   *     into; empty for one that cannot
   * @param probability share of calls that take it
   */
  record Maybe(String path, double probability, List<Step> steps) implements Step {}

  /**
   * Sends a message and goes on: a PRODUCER span; every consumer's CONSUMER span is its child and
   * begins later.
   */
  record Publish(String topic, List<Consumer> consumers) implements Step {}

  /** Works inside the process: an INTERNAL span. */
  record Work(String name, Latency latency) implements Step {}

  /** Who handles a message. */
  record Consumer(String service, String operation) {}
}
