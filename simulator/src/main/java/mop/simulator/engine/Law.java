package mop.simulator.engine;

import mop.simulator.graph.Latency;
import mop.simulator.random.RandomStream;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/** A {@link Latency} ready to draw from. {@code StrictMath}, so that every machine draws alike. */
final class Law {
  private final double medianNanos;
  private final double sigma;
  private final double tailShare;
  private final double tailStart;
  private final double tailPower;

  Law(Latency latency) {
    medianNanos = latency.medianMillis() * 1e6;
    sigma = latency.sigma();
    tailShare = latency.tailShare();
    tailStart = medianNanos * StrictMath.exp(2 * sigma);
    tailPower = -1 / latency.tailIndex();
  }

  double medianNanos() {
    return medianNanos;
  }

  /** A draw in nanoseconds, at least 1. */
  long draw(RandomStream random, SharedStateContinuousSampler gaussian) {
    double nanos =
        random.uniform() < tailShare
            ? tailStart * StrictMath.pow(random.uniformAboveZero(), tailPower)
            : medianNanos * StrictMath.exp(sigma * gaussian.sample());
    return 1 + (long) Math.min(nanos, medianNanos * Latency.CAP_MEDIANS);
  }
}
