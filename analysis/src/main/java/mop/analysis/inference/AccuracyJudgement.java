package mop.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;

/** The primary outcome of accuracy of one treatment: does it find as many events, but a margin? */
final class AccuracyJudgement {
  private final Question question;
  private final String treatment;
  private final List<MatchedBlock> blocks;
  private final MatchedEvents events;
  private final int comparisons;

  /**
   * @param blocks with at least one event among them
   * @param comparisons treatments judged beside each other
   */
  AccuracyJudgement(
      Question question, String treatment, List<MatchedBlock> blocks, int comparisons) {
    this.question = question;
    this.treatment = treatment;
    this.blocks = blocks;
    this.comparisons = comparisons;
    events = MatchedEvents.pooled(blocks);
  }

  double p() {
    return sequential()
        ? BettingSequence.pNonInferior(events, question.margin())
        : Tango.pNonInferior(events, question.margin());
  }

  private boolean sequential() {
    return question.isSequential(treatment);
  }

  List<Result.Method> otherMethods() {
    return Multiverse.ofAccuracy(question, blocks);
  }

  Result.Effect effect(double adjusted) {
    Estimate difference = difference();
    Result.Verdict verdict = verdict(difference, adjusted);
    return new Result.Effect(
        treatment,
        question.primaryAccuracy(),
        share(events.baseline()),
        share(events.treatment()),
        null,
        difference,
        new Result.Test(
            sequential()
                ? "betting over matched faults, non-inferiority"
                : "Tango score, non-inferiority",
            p(),
            adjusted),
        verdict,
        warnings(difference));
  }

  /** Share found with the treatment less share found with the baseline. */
  Estimate difference() {
    return sequential()
        ? estimate(
            events.difference(),
            BettingSequence.difference(events, question.level()),
            "confidence sequence over matched faults")
        : estimate(
            events.difference(),
            Tango.interval(events, question.level()),
            "Tango score interval over matched faults");
  }

  private Estimate share(int found) {
    int n = events.n();
    return sequential()
        ? estimate(
            (double) found / n,
            BettingSequence.share(found, n, question.level()),
            "confidence sequence over faults")
        : estimate(
            (double) found / n,
            Wilson.interval(found, n, question.level()),
            "Wilson score interval over faults");
  }

  private Estimate estimate(double value, Interval interval, String method) {
    return new Estimate(
        value, interval.low(), interval.high(), question.level(), method, events.n());
  }

  private Result.Verdict verdict(Estimate difference, double adjusted) {
    double margin = question.margin();
    String said =
        Words.pointsInterval(difference)
            + " of "
            + events.n()
            + " faults; the margin is "
            + Words.points(-margin);
    boolean within = difference.low() > -margin && adjusted <= (1 - question.level()) / 2;
    if (within && difference.low() > 0) {
      return new Result.Verdict("improved", said + ": more is found than with the baseline", null);
    }
    if (within) {
      String worse = difference.high() < 0 ? ", though it does find less" : "";
      return new Result.Verdict(
          "equivalent", said + ": not worse than the margin allows" + worse, null);
    }
    if (difference.high() < -margin) {
      return new Result.Verdict("regressed", said + ": worse than the margin allows", null);
    }
    OptionalInt needed =
        sequential()
            ? OptionalInt.empty()
            : BlocksNeeded.toShowNonInferiority(
                events, blocks.size(), question.margin(), question.hardest(comparisons));
    String why =
        difference.low() > -margin
            ? said
                + ": inside the margin, but not after Holm's correction (p "
                + Words.p(adjusted)
                + ")"
            : said + ": the interval reaches beyond the margin";
    return new Result.Verdict("inconclusive", why, needed.isPresent() ? needed.getAsInt() : null);
  }

  private List<String> warnings(Estimate difference) {
    List<String> warnings = new ArrayList<>();
    Optional<Interval> byBlock = ClusterRobust.interval(blocks, question.level());
    if (byBlock.isPresent()) {
      Interval robust = byBlock.get();
      boolean pooledWithin = difference.low() > -question.margin();
      boolean robustWithin = robust.low() > -question.margin();
      if (pooledWithin != robustWithin) {
        warnings.add(
            "with blocks instead of faults as the unit the interval is ["
                + Words.points(robust.low())
                + ", "
                + Words.points(robust.high())
                + "], which "
                + (robustWithin ? "stays inside" : "reaches beyond")
                + " the margin: faults of one block resemble each other");
      }
    }
    return List.copyOf(warnings);
  }
}
