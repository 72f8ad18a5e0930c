package mop.analysis.inference;

import java.util.List;
import java.util.Locale;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;

/** What a design can decide, said before it runs. */
public final class PowerAnalysis {
  private static final double POWER = 0.8;
  private static final String TEST = "test";
  private static final String INTERVAL = "interval";

  private PowerAnalysis() {}

  /**
   * Power, minimum detectable effect and decidability under an assumption.
   *
   * @param level two-sided level of the intervals that will decide
   * @param comparisons treatments that will be corrected for each other; the power is that of the
   *     hardest step of Holm's correction, at (1 − level) / comparisons
   */
  public static Result.Power of(Assumption assumption, double level, int comparisons) {
    if (comparisons < 1) {
      throw new IllegalArgumentException("comparisons must be at least 1, got " + comparisons);
    }
    double corrected = 1 - (1 - level) / comparisons;
    return switch (assumption) {
      case Assumption.LogRatio ratio -> logRatio(ratio, corrected);
      case Assumption.MatchedShare share -> matchedShare(share, corrected);
    };
  }

  private static Result.Power logRatio(Assumption.LogRatio ratio, double level) {
    double effect = Math.abs(Math.log1p(ratio.change())) / ratio.deviation();
    double detectable = PairedTPower.detectable(ratio.blocks(), level, POWER) * ratio.deviation();
    return new Result.Power(
        ratio.outcome(),
        role(ratio.blocks(), level) + "paired t on log ratios" + at(level),
        ratio.blocks(),
        String.format(
            Locale.ROOT,
            "true change %+.1f %%, standard deviation of log ratios between blocks %.3g (%s)",
            100 * ratio.change(),
            ratio.deviation(),
            ratio.why()),
        PairedTPower.power(ratio.blocks(), effect, level),
        // As large a fraction for a fall as for a rise of the logarithm: the smaller is named.
        -Math.expm1(-detectable),
        null,
        true,
        ChangePower.others(ratio, level, POWER).stream()
            .map(other -> role(other, ratio.blocks(), level))
            .toList());
  }

  /** What the paired t decides on so many blocks, as {@link ContinuousEffect} has it. */
  private static String role(int blocks, double level) {
    boolean interval = blocks < ContinuousEffect.BOOTSTRAP_FROM;
    boolean test = !SignFlip.canReject(blocks, 1 - level);
    return interval
        ? test ? "interval, test: " : INTERVAL + ": "
        : test ? TEST + ": " : "near these two: ";
  }

  private static Result.MethodPower role(Result.MethodPower other, int blocks, double level) {
    return switch (other.name()) {
      case ChangePower.SIGN_FLIP ->
          SignFlip.canReject(blocks, 1 - level) ? other.deciding(TEST) : other;
      case ChangePower.BCA ->
          blocks >= ContinuousEffect.BOOTSTRAP_FROM ? other.deciding(INTERVAL) : other;
      default -> other;
    };
  }

  private static Result.Power matchedShare(Assumption.MatchedShare share, double level) {
    return new Result.Power(
        share.outcome(),
        "Tango non-inferiority, exact" + at(level),
        share.events(),
        String.format(
            Locale.ROOT,
            "margin %.1f pp, true difference %+.1f pp, %.1f %% of faults discordant (%s)",
            100 * share.margin(),
            100 * share.difference(),
            100 * share.discordant(),
            share.why()),
        TangoPower.power(
            share.events(), share.discordant(), share.difference(), share.margin(), level),
        share.events() == 0
            ? 1
            : TangoPower.detectable(share.events(), share.discordant(), level, POWER),
        smallestBound(share.events(), level),
        smallestBound(share.events(), level) < share.margin(),
        share.events() == 0 ? List.of() : MatchedPower.others(share, level, POWER));
  }

  private static String at(double level) {
    return String.format(Locale.ROOT, ", two-sided %.4g %%", 100 * level);
  }

  /**
   * The same where one looks after each block, so that confidence sequences decide; what the other
   * methods could decide does not matter then.
   *
   * @param assumption with as many blocks as the run will probably have
   */
  public static Result.Power looking(Assumption assumption, double level, int comparisons) {
    Result.Power fixed = of(assumption, level, comparisons);
    if (fixed.others().isEmpty()) {
      return fixed;
    }
    Result.MethodPower sequence = fixed.others().getLast();
    Double detectable = sequence.minimumDetectableEffect();
    double corrected = 1 - (1 - level) / comparisons;
    Double bound = smallestMargin(assumption, corrected);
    return new Result.Power(
        fixed.outcome(),
        sequence.name() + at(corrected),
        fixed.units(),
        fixed.assumption(),
        sequence.power(),
        detectable == null ? 1 : detectable,
        bound,
        !(assumption instanceof Assumption.MatchedShare share)
            || bound == null
            || bound < share.margin(),
        List.of());
  }

  private static @Nullable Double smallestMargin(Assumption assumption, double level) {
    return switch (assumption) {
      case Assumption.LogRatio _ -> null;
      case Assumption.MatchedShare share ->
          -BettingSequence.difference(new MatchedEvents(share.events(), 0, 0, 0), level).low();
    };
  }

  /**
   * The lower bound, as a positive loss, when not a single event is discordant: z² / (n + z²). No
   * design with so few events can show a smaller margin.
   *
   * @param level two-sided
   */
  private static double smallestBound(int events, double level) {
    double z2 = Math.pow(Normal.twoSided(level), 2);
    return z2 / (events + z2);
  }
}
