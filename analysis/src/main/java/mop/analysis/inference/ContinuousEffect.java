package mop.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;

/**
 * A treatment against the baseline on a continuous outcome, paired by block. Ratios are judged on
 * the log scale: by the paired t below {@value #BOOTSTRAP_FROM} blocks, where BCa intervals of
 * skewed means cover too little, by expanded BCa from there on. Where the question is sequential,
 * by confidence sequences.
 */
final class ContinuousEffect {
  static final int BOOTSTRAP_FROM = 20;
  private static final double STRONG_SKEW = 1;
  private static final int SKEW_SEEN_FROM = 8;

  private final Question question;
  private final Result.Outcome outcome;
  private final String treatment;
  private final PairedBlocks blocks;

  ContinuousEffect(
      Question question, Result.Outcome outcome, String treatment, PairedBlocks blocks) {
    this.question = question;
    this.outcome = outcome;
    this.treatment = treatment;
    this.blocks = blocks;
  }

  PairedBlocks blocks() {
    return blocks;
  }

  /** The change that is judged, by block: log ratios where they exist, else differences. */
  double[] changes() {
    return ratios() ? blocks.logRatios() : blocks.differences();
  }

  boolean ratios() {
    return blocks.positive() && !Question.isShare(outcome);
  }

  /** The effect without test and verdict. */
  Result.Effect describe() {
    List<String> warnings = new ArrayList<>(blocks.missing());
    return new Result.Effect(
        treatment,
        outcome.name(),
        mean(blocks.baseline()),
        mean(blocks.treatment()),
        relativeChange(warnings),
        difference(),
        null,
        null,
        warnings);
  }

  private Estimate mean(double[] values) {
    Estimate mean =
        sequential()
            ? BlockSequence.of(values, question.level(), "mean over blocks")
            : BlockMean.of(values, question.level(), "mean over blocks");
    return Question.isShare(outcome)
        ? BlockMean.within(mean, 0, 1)
        : DoubleStream.of(values).allMatch(value -> value >= 0)
            ? BlockMean.within(mean, 0, Double.MAX_VALUE)
            : mean;
  }

  private Estimate difference() {
    return change(blocks.differences(), "difference");
  }

  private Estimate change(double[] values, String what) {
    if (sequential()) {
      return BlockSequence.of(values, question.level(), "paired " + what + "s by block");
    }
    return values.length >= BOOTSTRAP_FROM
        ? bootstrap(values, "expanded BCa bootstrap of the mean " + what + " by block")
        : BlockMean.of(values, question.level(), "paired " + what + "s by block");
  }

  private boolean sequential() {
    return question.isSequential(treatment);
  }

  private Estimate bootstrap(double[] values, String method) {
    Interval interval = Bca.expanded(values, question.level(), seed());
    return new Estimate(
        Moments.of(values).mean(),
        interval.low(),
        interval.high(),
        question.level(),
        method + ", " + Bca.DRAWS + " draws",
        values.length);
  }

  private long seed() {
    return question.seed() * 31 + (outcome.name() + "/" + treatment).hashCode();
  }

  private @Nullable Estimate relativeChange(List<String> warnings) {
    if (Question.isShare(outcome)) {
      return null;
    }
    if (!blocks.positive()) {
      warnings.add(
          blocks.zeroBaseline()
              ? "the baseline is 0, so there is no relative change"
              : "some values are not above 0, so there is no ratio to the baseline");
      return null;
    }
    double[] ratios = blocks.logRatios();
    double skewness = Moments.of(ratios).skewness();
    if (ratios.length >= SKEW_SEEN_FROM && Math.abs(skewness) > STRONG_SKEW) {
      warnings.add(
          "the ratios by block lean strongly to one side (skewness of their logs "
              + Words.number(skewness)
              + "); the interval may cover less than it says");
    }
    Estimate logs = change(ratios, "log ratio");
    return new Estimate(
        Math.expm1(logs.estimate()),
        Math.expm1(logs.low()),
        Math.expm1(logs.high()),
        logs.level(),
        logs.method(),
        logs.n());
  }
}
