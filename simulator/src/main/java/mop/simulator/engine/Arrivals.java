package mop.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import mop.simulator.random.RandomStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * When traces begin. Business traces: a Poisson process whose rate is a daily curve times a
 * two-state Markov chain (calm and burst). Health checks: a fixed interval with jitter, pod after
 * pod. Rates are scaled so that the block has the expected number of spans whatever part of the day
 * it covers and however many bursts it has.
 */
final class Arrivals {
  /** Share of health checks that ask whether a pod is ready, in fifths. */
  static final int READY_FIFTHS = 2;

  private static final double MEAN_CALM_SECONDS = 240;
  private static final double MEAN_BURST_SECONDS = 12;

  private record Burst(double from, double to, double factor) {}

  private final BlockShape shape;
  private final List<Burst> bursts = new ArrayList<>();
  private final double businessTraces;
  private final double perWeight;
  private final double probeInterval;

  Arrivals(BlockShape shape, Expectations expectations, double healthShare, RandomStream random) {
    this.shape = shape;
    drawBursts(random);
    double spansOfTrace =
        healthShare * expectations.spansOfProbe(READY_FIFTHS / 5.0)
            + (1 - healthShare) * expectations.spansOfBusinessTrace();
    double traces = shape.spans() / spansOfTrace;
    businessTraces = traces * (1 - healthShare);
    probeInterval = shape.seconds() / (traces * healthShare);
    double weights = 0;
    for (int second = 0; second < shape.seconds(); second++) {
      weights += weight(second);
    }
    perWeight = businessTraces / weights;
  }

  private void drawBursts(RandomStream random) {
    var exponential = ZigguratSampler.Exponential.of(random);
    double now = 0;
    while (now < shape.seconds()) {
      double from = now + MEAN_CALM_SECONDS * exponential.sample();
      now = from + MEAN_BURST_SECONDS * exponential.sample();
      bursts.add(new Burst(from, now, 1.3 + 0.5 * random.uniform()));
    }
  }

  /** Expected number of traces of both sorts. */
  double traces() {
    return businessTraces + shape.seconds() / probeInterval;
  }

  /** Expected business traces in this second of the block. */
  double rate(int second) {
    return perWeight * weight(second);
  }

  /** Expected business traces from one second of the block to another, exclusive. */
  double expected(int from, int to) {
    double sum = 0;
    for (int second = from; second < Math.min(to, shape.seconds()); second++) {
      sum += rate(second);
    }
    return sum;
  }

  /** Seconds from one health check to the next, over all pods. */
  double probeInterval() {
    return probeInterval;
  }

  private double weight(int second) {
    return daily(shape.startSecond() + second) * burst(second);
  }

  /** Highest in the afternoon, a shoulder in the evening, lowest before dawn (UTC). */
  static double daily(long unixSecond) {
    double hour = Math.floorMod(unixSecond, 86_400L) / 3600.0;
    double day = 2 * StrictMath.PI / 24;
    return 1
        + 0.40 * StrictMath.cos(day * (hour - 15))
        + 0.12 * StrictMath.cos(2 * day * (hour - 20));
  }

  private double burst(int second) {
    int low = 0;
    int high = bursts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bursts.get(middle).to() <= second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == bursts.size()) {
      return 1;
    }
    Burst next = bursts.get(low);
    double overlap = Math.min(next.to(), second + 1) - Math.max(next.from(), second);
    return 1 + (next.factor() - 1) * Math.max(0, overlap);
  }
}
