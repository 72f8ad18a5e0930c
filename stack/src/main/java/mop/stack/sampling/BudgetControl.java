package mop.stack.sampling;

/**
 * Turns weights into probabilities such that the bytes kept are a set share of the bytes that
 * arrive, minute for minute. Interesting traces come first, up to a share of the budget; usual ones
 * get what those leave. Feed-forward: the factor between weight and probability is solved for on a
 * histogram of the recent past. Feedback: it is lowered or raised by the bytes that the
 * probabilities given so far expect too many or too few. What was in fact kept plays no part, so no
 * probability depends on any dice.
 */
final class BudgetControl {
  /** Kept traces over which a deviation is made up for. */
  private static final double REACTION = 12;

  private static final double MAX_CORRECTION = 3;

  /** Unused budget of interesting traces is saved up to this share of a memory's worth. */
  private static final double SAVED = 0.2;

  private static final int SOLVE_EVERY = 32;

  private final double budget;
  private final double interestingShare;
  private final double floor;
  private final Decay decay;
  private final WeightHistogram interesting = new WeightHistogram();
  private final WeightHistogram usual = new WeightHistogram();
  private int tick = Integer.MIN_VALUE;
  private int untilSolved;
  private double interestingFactor;
  private double usualFactor;
  private double arrived;
  private double interestingGiven;
  private double balance;
  private double interestingBalance;
  private double givenBytes;
  private double givenTraces;

  /**
   * @param budget share of the arriving bytes to keep
   * @param interestingShare share of the budget that interesting traces may use up
   * @param floor least probability
   * @param decay how fast the past is forgotten
   */
  BudgetControl(double budget, double interestingShare, double floor, Decay decay) {
    this.budget = budget;
    this.interestingShare = interestingShare;
    this.floor = floor;
    this.decay = decay;
  }

  /** The probability of a trace that is about to be decided. */
  double probability(boolean isInteresting, double weight, int bytes, int now) {
    if (budget >= 1) {
      return 1;
    }
    if (now > tick) {
      forget(tick == Integer.MIN_VALUE ? 0 : decay.over(now - tick));
      tick = now;
    }
    (isInteresting ? interesting : usual).add(weight, bytes);
    arrived += bytes;
    balance += budget * bytes;
    interestingBalance =
        Math.min(
            SAVED * interestingShare * budget * arrived,
            interestingBalance + interestingShare * budget * bytes);
    if (--untilSolved < 0 || arrived < 64 * bytes) {
      solve();
    }
    double unit = REACTION * (givenTraces > 0 ? givenBytes / givenTraces : bytes);
    double correction = isInteresting ? Math.min(0, interestingBalance / unit) : balance / unit;
    double factor = isInteresting ? interestingFactor : usualFactor;
    double wanted =
        factor * StrictMath.exp(Math.clamp(correction, -MAX_CORRECTION, MAX_CORRECTION)) * weight;
    return Math.clamp(wanted, floor, 1);
  }

  private void forget(double factor) {
    interesting.forget(factor);
    usual.forget(factor);
    arrived *= factor;
    interestingGiven *= factor;
    givenBytes *= factor;
    givenTraces *= factor;
  }

  private void solve() {
    untilSolved = SOLVE_EVERY;
    interestingFactor = interesting.factor(interestingShare * budget * arrived, floor);
    usualFactor = usual.factor(budget * arrived - interestingGiven, floor);
  }

  /** Books a trace that was given this probability. */
  void given(boolean isInteresting, double probability, int bytes) {
    double expected = probability * bytes;
    balance -= expected;
    if (isInteresting) {
      interestingBalance -= expected;
      interestingGiven += expected;
    }
    givenBytes += expected;
    givenTraces += probability;
  }
}
