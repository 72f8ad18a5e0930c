package mop.simulator.engine;

import mop.simulator.random.RandomStream;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/** What the fault of the present trace changes, and whether it has changed anything yet. */
final class FaultEffects {
  private static final double DELAY_SIGMA = 0.4;

  private final RandomStream random;
  private final SharedStateContinuousSampler gaussian;
  private Exposure exposure = Exposure.NONE;
  private boolean hit;

  FaultEffects(RandomStream random, SharedStateContinuousSampler gaussian) {
    this.random = random;
    this.gaussian = gaussian;
  }

  /** Begins a trace that is exposed so. */
  void begin(Exposure ofTrace) {
    exposure = ofTrace;
    hit = false;
  }

  /** Whether anything in the trace was changed. */
  boolean hit() {
    return hit;
  }

  /** The pod that an operation runs on, where without a fault it would be {@code drawn}. */
  int podOf(Node node, int drawn) {
    return exposure.service() == node.service() ? exposure.pod() : drawn;
  }

  /** Nanoseconds that an operation takes longer. */
  long delay(Node node) {
    if (exposure.slowNode() != node.index() && exposure.service() != node.service()) {
      return 0;
    }
    hit = true;
    return (long) (exposure.slowNanos() * StrictMath.exp(DELAY_SIGMA * gaussian.sample()));
  }

  /** Whether an operation fails, by itself or by the fault. */
  boolean fails(Node node) {
    double luck = random.uniform();
    if (luck < node.errorRate()) {
      return true;
    }
    boolean struck = exposure.failNode() == node.index() || exposure.service() == node.service();
    if (struck && luck < exposure.failProbability()) {
      hit = true;
      return true;
    }
    return false;
  }

  /** The result that an operation reports: zero is rare among right ones, the rule among wrong. */
  int result(Node node) {
    if (!node.reportsResult()) {
      return 0;
    }
    int right = random.below(128);
    if (exposure.wrongNode() == node.index()) {
      hit = true;
      return 0;
    }
    return right;
  }

  /** Whether a dependency does not answer. */
  boolean cutOff(Action.Ask ask) {
    boolean struck = exposure.dependency() == ask.dependency();
    hit |= struck;
    return struck;
  }

  /** Whether a path is taken that chance would hardly take. */
  boolean diverts(Action.Maybe maybe) {
    boolean struck = exposure.path() != Exposure.NOTHING && exposure.path() == maybe.path();
    hit |= struck;
    return struck;
  }
}
