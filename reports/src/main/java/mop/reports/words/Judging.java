package mop.reports.words;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mop.analysis.result.Result.Effect;
import mop.analysis.result.Result.Treatment;
import mop.analysis.result.Result.Verdict;

/**
 * Reads the two primary verdicts of a treatment together: cheaper and accurate enough, both or it
 * is not adopted (intersection-union). The verdicts themselves come from the analysis.
 */
final class Judging {

  private Judging() {}

  static Standing of(Findings findings, Treatment treatment) {
    return inWords(findings, judged(findings, treatment));
  }

  /** The same standing, its reason as the pages print it. */
  private static Standing inWords(Findings f, Standing standing) {
    return switch (standing) {
      case Standing.Baseline() -> standing;
      case Standing.Adopted(String reason) -> new Standing.Adopted(f.prose(reason));
      case Standing.Qualifies(String reason) -> new Standing.Qualifies(f.prose(reason));
      case Standing.TooLossy(String reason) -> new Standing.TooLossy(f.prose(reason));
      case Standing.NoSaving(String reason) -> new Standing.NoSaving(f.prose(reason));
      case Standing.Undecided(String reason) -> new Standing.Undecided(f.prose(reason));
      case Standing.Invalid(String reason) -> new Standing.Invalid(f.prose(reason));
    };
  }

  private static Standing judged(Findings findings, Treatment treatment) {
    if (treatment.baseline()) {
      return new Standing.Baseline();
    }
    Optional<Verdict> cost = verdict(findings.costEffect(treatment.name()));
    Optional<Verdict> accuracy = verdict(findings.accuracyEffect(treatment.name()));
    if (cost.isEmpty() || accuracy.isEmpty()) {
      return new Standing.Undecided(
          cost.isEmpty() ? "its cost was not judged" : "its accuracy was not judged");
    }
    var recommendation = findings.result().recommendation();
    boolean chosen = recommendation.adopt() && recommendation.treatment().equals(treatment.name());
    if (chosen) {
      return new Standing.Adopted(both(cost.get(), accuracy.get()));
    }
    Standing standing = together(cost.get(), accuracy.get());
    return standing instanceof Standing.Qualifies && !recommendation.adopt()
        ? new Standing.Undecided("cheaper and accurate enough, but not both together beyond doubt")
        : standing;
  }

  static List<Verdict> verdicts(Findings findings, String treatment) {
    return Stream.of(findings.costEffect(treatment), findings.accuracyEffect(treatment))
        .flatMap(e -> verdict(e).stream())
        .toList();
  }

  private static Standing together(Verdict cost, Verdict accuracy) {
    if (is(cost, "invalid") || is(accuracy, "invalid")) {
      return new Standing.Invalid(is(cost, "invalid") ? cost.reason() : accuracy.reason());
    }
    if (is(accuracy, "regressed")) {
      return new Standing.TooLossy(accuracy.reason());
    }
    if (is(cost, "regressed") || is(cost, "equivalent")) {
      return new Standing.NoSaving(cost.reason());
    }
    if (is(accuracy, "inconclusive")) {
      return new Standing.Undecided(accuracy.reason());
    }
    if (is(cost, "inconclusive")) {
      return new Standing.Undecided(cost.reason());
    }
    return new Standing.Qualifies(both(cost, accuracy));
  }

  private static String both(Verdict cost, Verdict accuracy) {
    return cost.reason().equals(accuracy.reason())
        ? cost.reason()
        : cost.reason() + "; " + accuracy.reason();
  }

  private static Optional<Verdict> verdict(Optional<Effect> effect) {
    return effect.flatMap(e -> Optional.ofNullable(e.verdict()));
  }

  private static boolean is(Verdict verdict, String word) {
    return verdict.is().equals(word);
  }
}
