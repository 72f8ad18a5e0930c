package mop.analysis.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the blocks so far shows. Every interval in it is of a confidence sequence, so one
 * may look after each block and stop when one likes.
 *
 * @param harms treatments whose harm is established, each by the first guardrail that shows it
 * @param widest the primary effect that is known least of the treatments that go on; empty where
 *     none goes on, or where one has no interval yet
 */
public record Look(List<Harm> harms, Optional<Width> widest) {

  /** A treatment whose change lies wholly beyond a guardrail. */
  public record Harm(String treatment, Guardrail guardrail, Estimate change) {}

  /**
   * Half the width of an interval.
   *
   * @param half as a fraction: of the baseline for the cost, of all faults for the accuracy
   */
  public record Width(String treatment, String outcome, double half) {}

  /**
   * Looks.
   *
   * <p>A guardrail's level is divided by their number and that of the treatments (Bonferroni), so
   * that in a run without harm any treatment is ever stopped with at most (1 − level) / 2.
   *
   * @param trials valid trials so far
   * @param matched by treatment the visible faults of each block, found with and without it
   * @param going treatments that are not stopped, without the baseline
   * @param comparisons treatments at the start, without the baseline
   */
  public static Look at(
      Question question,
      List<Guardrail> guardrails,
      List<Trial> trials,
      Map<String, List<MatchedBlock>> matched,
      List<String> going,
      int comparisons) {
    double shared = (1 - question.level()) / Math.max(1, guardrails.size() * comparisons);
    Eye strict = new Eye(question.lookingAt(1 - shared, going), trials, matched);
    List<Harm> harms = new ArrayList<>();
    Set<String> harmed = new HashSet<>();
    for (String treatment : going) {
      for (Guardrail guardrail : guardrails) {
        Estimate change = strict.change(treatment, guardrail.outcome());
        if (change != null && strict.beyond(guardrail, change) && harmed.add(treatment)) {
          harms.add(new Harm(treatment, guardrail, change));
        }
      }
    }
    List<String> left = going.stream().filter(treatment -> !harmed.contains(treatment)).toList();
    Eye plain = new Eye(question.lookingAt(question.level(), left), trials, matched);
    return new Look(List.copyOf(harms), plain.widest(left));
  }

  /** Confidence sequences of one level on the trials so far. */
  private record Eye(
      Question question, List<Trial> trials, Map<String, List<MatchedBlock>> matched) {

    Optional<Width> widest(List<String> treatments) {
      boolean anyFault = matched.values().stream().anyMatch(b -> MatchedEvents.pooled(b).n() > 0);
      List<String> primaries =
          anyFault
              ? List.of(question.primaryCost(), question.primaryAccuracy())
              : List.of(question.primaryCost());
      Width widest = null;
      for (String treatment : treatments) {
        for (String outcome : primaries) {
          Estimate change = change(treatment, outcome);
          if (change == null) {
            return Optional.empty();
          }
          double half = (change.high() - change.low()) / 2;
          if (widest == null || half > widest.half()) {
            widest = new Width(treatment, outcome, half);
          }
        }
      }
      return Optional.ofNullable(widest);
    }

    /** The judged change with its confidence sequence; null while there is none. */
    @Nullable Estimate change(String treatment, String name) {
      Estimate change =
          name.equals(question.primaryAccuracy()) ? ofFaults(treatment) : ofBlocks(treatment, name);
      return change == null || change.level() == 0 ? null : change;
    }

    private @Nullable Estimate ofFaults(String treatment) {
      List<MatchedBlock> blocks = matched.getOrDefault(treatment, List.of());
      return MatchedEvents.pooled(blocks).n() == 0
          ? null
          : new AccuracyJudgement(question, treatment, blocks, 1).difference();
    }

    private @Nullable Estimate ofBlocks(String treatment, String name) {
      PairedBlocks blocks = PairedBlocks.of(trials, question.baseline(), treatment, name);
      if (blocks.n() == 0) {
        return null;
      }
      Result.Effect effect =
          new ContinuousEffect(question, outcome(name), treatment, blocks).describe();
      Estimate relative = effect.relativeChange();
      return Question.isShare(outcome(name)) ? effect.difference() : relative;
    }

    boolean beyond(Guardrail guardrail, Estimate change) {
      return Question.lowerIsBetter(outcome(guardrail.outcome()))
          ? change.low() > guardrail.worse()
          : change.high() < -guardrail.worse();
    }

    private Result.Outcome outcome(String name) {
      return question.outcome(name);
    }
  }
}
