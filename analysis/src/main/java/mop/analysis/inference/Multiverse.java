package mop.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;

/**
 * Would the verdict be another had we chosen another reasonable method? All of them are tried on
 * the same blocks (S. Steegen and others, Perspectives on Psychological Science 11, 2016) at the
 * level of the interval, without Holm's correction, those that decide among them. None of it
 * changes the verdict: its interval and its test were named before the run.
 */
final class Multiverse {
  /** With fewer blocks resamples of few different values make the studentised quantiles absurd. */
  static final int LEAST_FOR_BOOTSTRAP_T = 8;

  private final Question question;
  private final List<Result.Method> methods = new ArrayList<>();

  private Multiverse(Question question) {
    this.question = question;
  }

  /**
   * Ways to judge the change of the bill.
   *
   * @param effect with at least two blocks
   */
  static List<Result.Method> ofCost(
      Question question, ContinuousEffect effect, boolean lowerIsBetter) {
    Multiverse all = new Multiverse(question);
    double[] changes = effect.changes();
    double[] differences = effect.blocks().differences();
    String scale = effect.ratios() ? "log ratios" : "differences";
    double level = question.level();
    all.direction("paired t, " + scale, StudentT.interval(changes, level), lowerIsBetter, effect);
    if (effect.ratios()) {
      Interval plain = StudentT.interval(differences, level);
      all.add("paired t, differences", null, direction(plain, lowerIsBetter));
    }
    all.direction(
        "Hodges-Lehmann, signed ranks", SignedRank.interval(changes, level), lowerIsBetter, effect);
    all.direction(
        "expanded BCa", Bca.expanded(changes, level, question.seed()), lowerIsBetter, effect);
    if (changes.length >= LEAST_FOR_BOOTSTRAP_T) {
      all.direction(
          "bootstrap-t",
          StudentisedBootstrap.interval(changes, level, question.seed()),
          lowerIsBetter,
          effect);
    }
    if (changes.length <= SignFlip.MOST_BLOCKS) {
      all.p("exact sign-flip", SignFlip.p(changes), changes, lowerIsBetter);
    }
    all.p("exact signed rank", SignedRank.p(changes), changes, lowerIsBetter);
    return List.copyOf(all.methods);
  }

  private void direction(
      String name, Interval changes, boolean lowerIsBetter, ContinuousEffect effect) {
    Interval shown =
        effect.ratios()
            ? new Interval(Math.expm1(changes.low()), Math.expm1(changes.high()))
            : changes;
    add(name, shown, direction(changes, lowerIsBetter));
  }

  private static String direction(Interval change, boolean lowerIsBetter) {
    if (change.low() <= 0 && change.high() >= 0) {
      return "inconclusive";
    }
    return change.high() < 0 == lowerIsBetter ? "improved" : "regressed";
  }

  private void p(String name, double p, double[] changes, boolean lowerIsBetter) {
    boolean falls = Moments.of(changes).mean() < 0;
    String direction = falls == lowerIsBetter ? "improved" : "regressed";
    methods.add(
        new Result.Method(
            name, null, null, p, p <= 1 - question.level() ? direction : "inconclusive"));
  }

  /**
   * Ways to judge the change of the share of faults found.
   *
   * @param blocks with at least one event among them
   */
  static List<Result.Method> ofAccuracy(Question question, List<MatchedBlock> blocks) {
    Multiverse all = new Multiverse(question);
    MatchedEvents events = MatchedEvents.pooled(blocks);
    double level = question.level();
    all.margin("Tango score", Tango.interval(events, level));
    all.margin("Newcombe hybrid score", Newcombe.interval(events, level));
    Optional<Interval> byBlock = ClusterRobust.interval(blocks, level);
    byBlock.ifPresent(interval -> all.margin("blocks as the unit, robust variance", interval));
    double[] recalls =
        blocks.stream()
            .filter(block -> block.events() > 0)
            .mapToDouble(
                block -> (double) (block.onlyTreatment() - block.onlyBaseline()) / block.events())
            .toArray();
    if (recalls.length >= 2 && Moments.of(recalls).deviation() > 0) {
      all.margin("paired t, recall by block", StudentT.interval(recalls, level));
      all.margin("Hodges-Lehmann, recall by block", SignedRank.interval(recalls, level));
    }
    return List.copyOf(all.methods);
  }

  private void margin(String name, Interval interval) {
    String verdict =
        interval.low() > -question.margin()
            ? interval.low() > 0 ? "improved" : "equivalent"
            : interval.high() < -question.margin() ? "regressed" : "inconclusive";
    add(name, interval, verdict);
  }

  private void add(String name, @Nullable Interval interval, String verdict) {
    methods.add(
        new Result.Method(
            name,
            interval == null ? null : interval.low(),
            interval == null ? null : interval.high(),
            null,
            verdict));
  }
}
