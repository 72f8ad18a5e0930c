package mop.reports;

import java.util.List;
import java.util.Map;
import mop.analysis.result.Result;

/** A 2 × 2 of sampler and encoding, and a surface of the length of blocks. */
final class FactorMaker {
  private static final String METHOD = "mean over blocks, t interval";

  private FactorMaker() {}

  static Result.Factorial factorial() {
    return new Result.Factorial(
        "all 4 combinations of 2 factors at two levels",
        List.of(
            new Result.TwoLevels("sampler", "always", "head-10"),
            new Result.TwoLevels("encoding", "vParquet5", "vParquet4")),
        12,
        List.of(
            effect(ResultMaker.COST, "sampler", -0.718, 0.012),
            effect(ResultMaker.COST, "encoding", -0.034, 0.011),
            effect(ResultMaker.COST, "sampler × encoding", 0.004, 0.009),
            effect(ResultMaker.RECALL, "sampler", -0.43, 0.04),
            effect(ResultMaker.RECALL, "encoding", 0, 0.04),
            effect(ResultMaker.RECALL, "sampler × encoding", 0, 0.04)),
        ResultMaker.around(2_980, 110, "mean over blocks, t interval", 12),
        List.of(
            new Result.SavingPart(
                "sampler", ResultMaker.around(2_894, 104, "mean over blocks, t interval", 12)),
            new Result.SavingPart(
                "encoding", ResultMaker.around(86, 21, "mean over blocks, t interval", 12))));
  }

  private static Result.FactorEffect effect(String outcome, String name, double size, double half) {
    return new Result.FactorEffect(
        outcome, name, List.of(), ResultMaker.around(size, half, METHOD, 12));
  }

  /** A half fraction of three factors: each main effect shows with an interaction. */
  static Result.Factorial fraction() {
    return new Result.Factorial(
        "4 of the 8 combinations of 3 factors at two levels, a regular fraction",
        List.of(
            new Result.TwoLevels("sampler", "always", "head-10"),
            new Result.TwoLevels("encoding", "vParquet5", "vParquet4"),
            new Result.TwoLevels("blockMinutes", "30", "5")),
        12,
        List.of(
            aliased("sampler", "less encoding × blockMinutes", -0.141, 0.011),
            aliased("encoding", "less sampler × blockMinutes", 0.00045, 0.0004),
            aliased("blockMinutes", "less sampler × encoding", 0.696, 0.022)),
        null,
        List.of());
  }

  private static Result.FactorEffect aliased(String name, String alias, double size, double half) {
    return new Result.FactorEffect(
        ResultMaker.COST, name, List.of(alias), ResultMaker.around(size, half, METHOD, 12));
  }

  static Result.Surface surface() {
    return new Result.Surface(
        List.of(new Result.NumericFactor("blockMinutes", 5, 30)),
        Map.of("sampler", "always"),
        12,
        true,
        "minimum",
        Map.of("blockMinutes", 19.32),
        true,
        Map.of("blockMinutes", 19.32),
        ResultMaker.around(3_905, 90, "quadratic response surface, t interval of the mean", 20));
  }
}
