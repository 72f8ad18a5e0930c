package mop.analysis.inference;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import mop.analysis.result.Result;

/**
 * What an experiment asks of its trials.
 *
 * @param baseline treatment that the others are compared with
 * @param outcomes what was measured, in the order of the report. An outcome whose unit is {@value
 *     #SHARE} is a proportion: its change is a difference, never a ratio
 * @param primaryCost name of the outcome whose ratio to the baseline decides on cost
 * @param primaryAccuracy name of the outcome that matched events decide: the share of visible
 *     faults found
 * @param margin largest acceptable loss of {@code primaryAccuracy}, as a fraction in (0, 1)
 * @param level two-sided confidence level of every interval, in (0, 1); the shown interval is the
 *     one that decides, so each one-sided decision errs with at most (1 − level) / 2
 * @param seed of the bootstrap
 * @param sequential treatments whose number of blocks depends on what was seen of them: their
 *     effects are confidence sequences, which hold whenever one stops
 */
public record Question(
    String baseline,
    List<Result.Outcome> outcomes,
    String primaryCost,
    String primaryAccuracy,
    double margin,
    double level,
    long seed,
    Set<String> sequential) {
  /** Unit of outcomes that are proportions. */
  public static final String SHARE = "share";

  public Question {
    outcomes = List.copyOf(outcomes);
    sequential = Set.copyOf(sequential);
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException("the margin must be in (0, 1), got " + margin);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must be in (0, 1), got " + level);
    }
    if (outcomes.stream().noneMatch(outcome -> outcome.name().equals(primaryCost))) {
      throw new IllegalArgumentException("no outcome is named '" + primaryCost + "'");
    }
  }

  /** Two-sided level of the hardest step of Holm's correction. */
  double hardest(int comparisons) {
    return 1 - (1 - level) / comparisons;
  }

  /** The outcome of a name, which must be one of {@link #outcomes}. */
  Result.Outcome outcome(String name) {
    return outcomes.stream()
        .filter(outcome -> outcome.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  boolean isSequential(String treatment) {
    return sequential.contains(treatment);
  }

  /** The same with every effect as a confidence sequence at another level. */
  Question lookingAt(double newLevel, Collection<String> treatments) {
    return new Question(
        baseline,
        outcomes,
        primaryCost,
        primaryAccuracy,
        margin,
        newLevel,
        seed,
        Set.copyOf(treatments));
  }

  boolean isPrimary(String outcome) {
    return outcome.equals(primaryCost) || outcome.equals(primaryAccuracy);
  }

  static boolean lowerIsBetter(Result.Outcome outcome) {
    return outcome.better().equals("lower");
  }

  static boolean isShare(Result.Outcome outcome) {
    return outcome.unit().equals(SHARE);
  }
}
