package mop.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;

/**
 * The primary outcome of cost of one treatment: is it better than the baseline? Its interval must
 * exclude no change and a test must reject: the exact sign-flip test where it can reach the level
 * for so many blocks, else the paired t; where one looks after each block, the test of the
 * confidence sequence.
 */
final class CostJudgement {
  private final Question question;
  private final Result.Outcome outcome;
  private final ContinuousEffect effect;
  private final Result.Effect described;
  private final List<String> warnings;
  private final String test;
  private final int comparisons;
  private final double p;

  /**
   * @param comparisons treatments judged beside each other
   */
  CostJudgement(
      Question question, Result.Outcome outcome, ContinuousEffect effect, int comparisons) {
    this.question = question;
    this.outcome = outcome;
    this.effect = effect;
    this.comparisons = comparisons;
    described = effect.describe();
    warnings = new ArrayList<>(described.warnings());
    int n = effect.blocks().n();
    double alpha = 1 - question.level();
    String scale = effect.ratios() ? "log ratios" : "differences";
    boolean exact = SignFlip.canReject(n, alpha / comparisons);
    if (question.isSequential(described.treatment())) {
      test = "anytime-valid t on " + scale;
      p = ConfidenceSequence.p(effect.changes(), BlockSequence.SCALE);
    } else if (exact) {
      test = "exact sign-flip";
      p = SignFlip.p(effect.changes());
    } else {
      test = "paired t on " + scale;
      p = n < 2 ? 1 : StudentT.p(effect.changes());
      if (n >= 2 && n <= SignFlip.MOST_BLOCKS) {
        warnings.add(
            n
                + " blocks are too few for the exact sign-flip test to reject anything, so the"
                + " paired t stands in, which trusts that changes are normal");
      }
    }
  }

  double p() {
    return p;
  }

  /** One-sided p of «not better than the baseline». */
  double pBetter() {
    return better() ? p / 2 : 1 - p / 2;
  }

  List<Result.Method> otherMethods() {
    return Multiverse.ofCost(question, effect, Question.lowerIsBetter(outcome));
  }

  private boolean better() {
    double change = Moments.of(effect.changes()).mean();
    return Question.lowerIsBetter(outcome) ? change < 0 : change > 0;
  }

  private Estimate judged() {
    Estimate relative = described.relativeChange();
    return relative != null ? relative : described.difference();
  }

  Result.Effect effect(double adjusted) {
    return new Result.Effect(
        described.treatment(),
        described.outcome(),
        described.baseline(),
        described.value(),
        described.relativeChange(),
        described.difference(),
        effect.blocks().n() < 2 ? null : new Result.Test(test, p, adjusted),
        verdict(adjusted),
        List.copyOf(warnings));
  }

  private Result.Verdict verdict(double adjusted) {
    if (effect.blocks().n() < 2) {
      return new Result.Verdict(
          "invalid", "one block has no replicate, so chance cannot be told from effect", null);
    }
    Estimate change = judged();
    if (change.level() == 0) {
      return new Result.Verdict("inconclusive", change.method(), null);
    }
    String said = say(change);
    boolean excludes = change.low() > 0 || change.high() < 0;
    boolean rejected = adjusted <= 1 - question.level();
    if (excludes && rejected) {
      return better()
          ? new Result.Verdict("improved", said + ": better in every reading of the interval", null)
          : new Result.Verdict(
              "regressed", said + ": worse in every reading of the interval", null);
    }
    if (change.low() == 0 && change.high() == 0) {
      return new Result.Verdict("equivalent", "the same as the baseline in every block", null);
    }
    String why =
        excludes
            ? said
                + ": it excludes no change, but not after Holm's correction (p "
                + Words.p(adjusted)
                + ")"
            : said + ": it includes no change";
    OptionalInt needed =
        question.isSequential(described.treatment())
            ? OptionalInt.empty()
            : BlocksNeeded.toExcludeZero(effect.changes(), question.hardest(comparisons));
    return new Result.Verdict("inconclusive", why, needed.isPresent() ? needed.getAsInt() : null);
  }

  private String say(Estimate change) {
    return effect.ratios()
        ? Words.percentInterval(change) + " against the baseline"
        : Words.interval(change) + " " + outcome.unit() + " against the baseline";
  }
}
