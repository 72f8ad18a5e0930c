package mop.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import mop.analysis.inference.BlockMean;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;

/**
 * What each factor does, where the treatments form a two-level design, and what share of the joint
 * saving is its. Effects go from the baseline's level to the other one: those of the bill are
 * relative changes (of logs), those of shares differences. An interaction of two factors is half of
 * how much the effect of one differs between the levels of the other.
 */
public final class FactorialAnalysis {
  private FactorialAnalysis() {}

  /**
   * Effects and shares; empty when the treatments form no such design or fewer than two blocks have
   * a trial of each.
   *
   * @param factors names, in the order of the definition
   * @param treatments exactly one is the baseline; each has a level of every factor
   * @param trials valid ones only
   * @param cost outcome that is a bill, above 0
   * @param share outcome that is a proportion; left out where some trial lacks it
   * @param level two-sided, in (0, 1)
   */
  public static Optional<Result.Factorial> of(
      List<String> factors,
      List<Result.Treatment> treatments,
      List<Trial> trials,
      String cost,
      String share,
      double level) {
    return TwoLevelStudy.of(factors, treatments)
        .flatMap(study -> of(study, TrialTable.of(trials), cost, share, level));
  }

  private static Optional<Result.Factorial> of(
      TwoLevelStudy study, TrialTable trials, String cost, String share, double level) {
    double[][] bills = trials.values(study.treatments(), cost);
    double[][] logs = trials.logs(study.treatments(), cost);
    if (logs.length < 2) {
      return Optional.empty();
    }
    List<Result.FactorEffect> effects = new ArrayList<>();
    add(effects, study, cost, logs, Math::expm1, level);
    double[][] shares = trials.values(study.treatments(), share);
    if (shares.length == bills.length) {
      add(effects, study, share, shares, DoubleUnaryOperator.identity(), level);
    }
    return Optional.of(
        new Result.Factorial(
            study.words(),
            study.factors(),
            bills.length,
            effects,
            study.complete() ? saving(study, bills, level) : null,
            study.complete() ? parts(study, bills, level) : List.of()));
  }

  private static void add(
      List<Result.FactorEffect> effects,
      TwoLevelStudy study,
      String outcome,
      double[][] values,
      DoubleUnaryOperator scale,
      double level) {
    TwoLevelDesign design = study.design();
    for (FactorialEffects.Effect effect : FactorialEffects.of(design, values, level)) {
      int factors = Integer.bitCount(effect.effect());
      List<String> aliases =
          design.aliases(effect.effect()).stream()
              .skip(1)
              // +1 is the baseline's level, so effects of odd and even length differ in sign.
              .map(alias ->
                  (Integer.bitCount(alias) % 2 == factors % 2 ? "" : "less ") + design.name(alias))
              .toList();
      effects.add(
          new Result.FactorEffect(
              outcome, effect.name(), aliases, fromBaseline(effect.size(), factors, scale)));
    }
  }

  /** Mean at the baseline's levels less mean away from them, turned round for odd lengths. */
  private static Estimate fromBaseline(Estimate size, int factors, DoubleUnaryOperator scale) {
    boolean turn = factors % 2 == 1;
    return new Estimate(
        scale.applyAsDouble(turn ? -size.estimate() : size.estimate()),
        scale.applyAsDouble(turn ? -size.high() : size.low()),
        scale.applyAsDouble(turn ? -size.low() : size.high()),
        size.level(),
        size.method(),
        size.n());
  }

  private static Estimate saving(TwoLevelStudy study, double[][] bills, double level) {
    int all = (1 << study.factors().size()) - 1;
    return BlockMean.of(
        Arrays.stream(bills).map(block -> bill(study, block, 0) - bill(study, block, all)).toList(),
        level);
  }

  private static List<Result.SavingPart> parts(
      TwoLevelStudy study, double[][] bills, double level) {
    int factors = study.factors().size();
    double[][] shares =
        Arrays.stream(bills)
            .map(block -> Shapley.shares(factors, set -> -bill(study, block, set)))
            .toArray(double[][]::new);
    return IntStream.range(0, factors)
        .mapToObj(i ->
            new Result.SavingPart(
                study.factors().get(i).name(),
                BlockMean.of(Arrays.stream(shares).map(block -> block[i]).toList(), level)))
        .toList();
  }

  private static double bill(TwoLevelStudy study, double[] block, int changed) {
    return block[study.treatments().indexOf(study.treatment(changed))];
  }
}
