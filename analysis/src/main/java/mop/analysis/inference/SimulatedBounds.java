package mop.analysis.inference;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Lower ends of an interval in simulated experiments without any effect. Where the interval moves
 * with the values, the same ends tell the power at every effect δ: it is how often L + δ > 0, and
 * the effect that is found with power 0.8 is the 0.8 quantile of −L.
 */
final class SimulatedBounds {
  /** Experiments that are simulated: a power near 0.8 is then good to 0.018 (two errors). */
  static final int DRAWS = 2_000;

  /** How the figures were had. */
  static final String BASIS = "simulated, " + DRAWS + " draws";

  private static final long SEED = 0x504F574552L;

  private final double[] ascending;

  private SimulatedBounds(double[] ascending) {
    this.ascending = ascending;
  }

  /**
   * @param bound one experiment's lower end, −∞ when it can show nothing; called from several
   *     threads, its randomness comes from the generator that it is given
   */
  static SimulatedBounds of(ToDoubleFunction<UniformRandomProvider> bound) {
    return new SimulatedBounds(
        IntStream.range(0, DRAWS)
            .parallel()
            .mapToDouble(
                draw -> bound.applyAsDouble(RandomSource.XO_RO_SHI_RO_128_PP.create(SEED + draw)))
            .sorted()
            .toArray());
  }

  /** The share of experiments whose lower end, moved up by {@code shift}, lies above 0. */
  double power(double shift) {
    return Arrays.stream(ascending).filter(low -> low + shift > 0).count() / (double) DRAWS;
  }

  /** The shift at which the power is reached; null when some experiments can show nothing. */
  @Nullable Double detectable(double power) {
    // Moved up by just more than −L, the experiments from this one on are above 0.
    int first = DRAWS - (int) Math.ceil(power * DRAWS);
    return Double.isInfinite(ascending[first]) ? null : Math.max(0, -ascending[first]);
  }
}
