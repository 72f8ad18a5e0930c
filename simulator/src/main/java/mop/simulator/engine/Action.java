package mop.simulator.engine;

import java.util.List;

/** A step with everything looked up that it needs at run time. */
sealed interface Action {

  record Call(Node callee, SpanShape span, int attempts) implements Action {}

  /**
   * Asks something that has no spans of its own.
   *
   * @param dependency index of what is asked, among all pairs of service and dependency
   */
  record Ask(SpanShape span, Law latency, int dependency) implements Action {}

  record Cached(Ask get, Ask put, double hitRatio, List<Action> onMiss) implements Action {}

  record FanOut(int least, int most, Action each) implements Action {}

  record Together(List<Action> actions) implements Action {}

  record Lenient(List<Action> actions) implements Action {}

  /**
   * @param path index of the path
   */
  record Maybe(int path, double probability, List<Action> actions) implements Action {}

  record Publish(Ask send, List<Node> consumers) implements Action {}

  record Work(SpanShape span, Law latency) implements Action {}
}
