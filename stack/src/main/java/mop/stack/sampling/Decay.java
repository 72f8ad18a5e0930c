package mop.stack.sampling;

/** Exponential decay over whole ticks of event time. */
final class Decay {
  private final double[] factors;

  /**
   * @param timeConstant ticks after which a count has decayed to 1/e
   */
  Decay(double timeConstant) {
    factors = new double[(int) Math.ceil(timeConstant * 30)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = StrictMath.exp(-i / timeConstant);
    }
  }

  /** The factor for so many ticks. */
  double over(int ticks) {
    return ticks < 0 ? 1 : ticks < factors.length ? factors[ticks] : 0;
  }
}
