package mop.analysis.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import mop.analysis.result.Result;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jspecify.annotations.Nullable;

/** What the other ways to judge changes by block could decide, were log ratios normal. */
final class ChangePower {
  static final String SIGN_FLIP = "exact sign-flip";
  static final String BCA = "expanded BCa";

  /** Resamples of a simulated experiment: fewer than of a real one, for there are many of these. */
  private static final int RESAMPLES = 999;

  /** With more blocks the others decide what the paired t does, and take minutes to simulate. */
  private static final int MOST_SIMULATED = 200;

  /** Margin of the equivalence of two bills, as a fraction; no experiment states one. */
  private static final double SAME = 0.05;

  private interface LowerEnd {
    double of(double[] changes, UniformRandomProvider random);
  }

  private final Assumption.LogRatio ratio;
  private final double level;
  private final double power;
  private final List<Result.MethodPower> methods = new ArrayList<>();

  private ChangePower(Assumption.LogRatio ratio, double level, double power) {
    this.ratio = ratio;
    this.level = level;
    this.power = power;
  }

  /**
   * @param level two-sided
   * @param power at which the smallest effect is given
   */
  static List<Result.MethodPower> others(Assumption.LogRatio ratio, double level, double power) {
    ChangePower all = new ChangePower(ratio, level, power);
    int n = ratio.blocks();
    if (n > MOST_SIMULATED) {
      all.addEquivalence();
      all.addSequence();
      return List.copyOf(all.methods);
    }
    if (n <= SignFlip.MOST_BLOCKS) {
      all.add(SIGN_FLIP, (changes, random) -> TypicalValues.low(changes, level, random));
    }
    all.add("Hodges-Lehmann, signed ranks", (changes, random) -> SignedRank.low(changes, level));
    // Resamples of fewer values are too alike: their intervals would promise power by erring.
    if (n >= Multiverse.LEAST_FOR_BOOTSTRAP_T && (RESAMPLES + 1) * (1 - level) / 2 >= 1) {
      all.add(
          BCA,
          (changes, random) -> Bca.expanded(changes, level, RESAMPLES, random.nextLong()).low());
      all.add(
          "bootstrap-t",
          (changes, random) ->
              StudentisedBootstrap.interval(changes, level, RESAMPLES, random.nextLong()).low());
    }
    all.addEquivalence();
    all.addSequence();
    return List.copyOf(all.methods);
  }

  private void add(String name, LowerEnd end) {
    ToDoubleFunction<UniformRandomProvider> bound =
        random -> {
          ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
          double[] changes = new double[ratio.blocks()];
          Arrays.setAll(changes, i -> gauss.sample());
          return end.of(changes, random);
        };
    SimulatedBounds bounds = SimulatedBounds.of(bound);
    double effect = Math.abs(Math.log1p(ratio.change())) / ratio.deviation();
    methods.add(
        new Result.MethodPower(
            name,
            null,
            bounds.power(effect),
            fraction(bounds.detectable(power)),
            SimulatedBounds.BASIS));
  }

  /** A fall by so many standard deviations of log ratios, as a fraction of the baseline. */
  private @Nullable Double fraction(@Nullable Double deviations) {
    return deviations == null || Double.isInfinite(deviations)
        ? null
        : -Math.expm1(-deviations * ratio.deviation());
  }

  private void addSequence() {
    double effect = Math.abs(Math.log1p(ratio.change())) / ratio.deviation();
    methods.add(
        new Result.MethodPower(
            "confidence sequence, looking",
            null,
            PairedTPower.sequence(ratio.blocks(), effect, level),
            fraction(PairedTPower.sequenceDetectable(ratio.blocks(), level, power)),
            "exact"));
  }

  private void addEquivalence() {
    int n = ratio.blocks();
    double margin = Math.log1p(SAME) / ratio.deviation();
    methods.add(
        new Result.MethodPower(
            "two one-sided t",
            "the same within 5 %, if nothing changes",
            PairedTPower.equivalence(n, margin, level),
            Math.expm1(PairedTPower.equivalenceMargin(n, level, power) * ratio.deviation()),
            "exact"));
  }
}
