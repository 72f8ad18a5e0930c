package mop.simulator.graph;

/**
 * A heavy-tailed latency: a lognormal body and, in a small share of draws, a Pareto tail that
 * begins where the body ends ({@code median · e^(2 sigma)}, the body's 97.7th percentile).
 *
 * @param medianMillis median of the body, milliseconds, above 0
 * @param sigma standard deviation of the body's logarithm, 0 to 2
 * @param tailShare share of draws from the tail, 0 to 0.2
 * @param tailIndex Pareto index of the tail, above 1; at 2 and below its variance is infinite
 */
public record Latency(double medianMillis, double sigma, double tailShare, double tailIndex) {
  /** A draw is never above this many medians, so that every trace ends. */
  public static final double CAP_MEDIANS = 400;

  public Latency {
    require(medianMillis > 0, "medianMillis", medianMillis);
    require(sigma >= 0 && sigma <= 2, "sigma", sigma);
    require(tailShare >= 0 && tailShare <= 0.2, "tailShare", tailShare);
    require(tailIndex > 1, "tailIndex", tailIndex);
  }

  private static void require(boolean ok, String what, double value) {
    if (!ok) {
      throw new IllegalArgumentException("latency with " + what + " = " + value);
    }
  }
}
