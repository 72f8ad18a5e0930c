package mop.analysis.inference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;

/**
 * Judges the treatments of an experiment against its baseline.
 *
 * @param effects by treatment and outcome; verdicts on the two primaries, intervals on the others
 * @param robustness whether the verdicts survive other reasonable methods
 * @param adoptions one a treatment, in the order of the trials
 * @param warnings comparisons that could not be made, and why
 */
public record Inference(
    List<Result.Effect> effects,
    List<Result.Robustness> robustness,
    List<Adoption> adoptions,
    List<String> warnings) {

  /**
   * Compares every treatment with the baseline.
   *
   * @param trials valid trials only; windows, minutes and spans have no place here
   * @param matched by treatment the visible faults of each block, found with and without it; the
   *     source of the primary outcome of accuracy
   */
  public static Inference effects(
      Question question, List<Trial> trials, Map<String, List<MatchedBlock>> matched) {
    return new Comparison(question, trials, matched).judge();
  }

  /** The effect of a treatment on an outcome, when it could be judged. */
  public Optional<Result.Effect> effect(String treatment, String outcome) {
    return effects.stream()
        .filter(e -> e.treatment().equals(treatment) && e.outcome().equals(outcome))
        .findFirst();
  }

  /** All treatments of the trials but the baseline, in order of first sight. */
  static List<String> treatments(List<Trial> trials, String baseline) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    trials.forEach(trial -> names.add(trial.treatment()));
    names.remove(baseline);
    return new ArrayList<>(names);
  }
}
