package mop.experiments.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import mop.analysis.cost.ComponentUsage;
import mop.analysis.cost.Costing;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.cost.SizeStudy;
import mop.analysis.inference.MatchedBlock;
import mop.analysis.inference.Question;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import mop.experiments.definition.Definition;
import mop.experiments.run.Journal.TrialDone;

/**
 * What the valid trials of a journal say, priced and judged together.
 *
 * @param outcomes those that any trial has: a recording without errors, say, has no error rate
 * @param usage of each component, by treatment
 * @param trials in the order of the definition, with the bill as one more outcome
 * @param matched by treatment the visible faults of each block, found with and without it
 */
record Measurements(
    List<Result.Outcome> outcomes,
    List<Result.Usage> usage,
    Costing costing,
    List<Trial> trials,
    Map<String, List<MatchedBlock>> matched) {

  /**
   * @param study trials of other sizes, where they were run
   */
  static Measurements of(Plan plan, List<TrialDone> all, JudgedTrials judged, SizeStudy study) {
    List<TrialDone> valid = all.stream().filter(trial -> trial.invalid() == null).toList();
    SequencedMap<String, List<TrialDone>> byTreatment = new LinkedHashMap<>();
    for (Definition.Treatment treatment : plan.definition().treatments()) {
      List<TrialDone> own =
          valid.stream().filter(trial -> trial.treatment().equals(treatment.name())).toList();
      if (!own.isEmpty()) {
        byTreatment.put(treatment.name(), own);
      }
    }
    SequencedMap<String, Map<Integer, ResourceUsage>> usages = usages(byTreatment);
    Costing costing =
        Costing.of(
            usages,
            plan.definition().baseline(),
            plan.scenario(),
            plan.catalog(),
            "embedded",
            study);
    List<Trial> trials = new ArrayList<>();
    Map<String, List<MatchedBlock>> matched = new LinkedHashMap<>();
    byTreatment.forEach((treatment, own) -> {
      own.forEach(done -> trials.add(trial(done, judged, costing)));
      matched.put(
          treatment,
          own.stream().map(done -> judged.accuracy(done).matched(done.block())).toList());
    });
    List<Result.Outcome> outcomes =
        Outcomes.all(all.getFirst().usage(), plan.scenario(), plan.catalog()).stream()
            .filter(outcome ->
                outcome.primary()
                    || trials.stream().anyMatch(t -> t.outcomes().containsKey(outcome.name())))
            .toList();
    return new Measurements(
        outcomes, ComponentUsage.means(usages), costing, List.copyOf(trials), matched);
  }

  private static SequencedMap<String, Map<Integer, ResourceUsage>> usages(
      SequencedMap<String, List<TrialDone>> trials) {
    SequencedMap<String, Map<Integer, ResourceUsage>> usages = new LinkedHashMap<>();
    trials.forEach((treatment, own) -> {
      Map<Integer, ResourceUsage> blocks = new TreeMap<>();
      own.forEach(trial -> blocks.put(trial.block(), trial.usage()));
      usages.put(treatment, blocks);
    });
    return usages;
  }

  private static Trial trial(TrialDone done, JudgedTrials judged, Costing costing) {
    Map<String, Double> outcomes = judged.outcomes(done);
    BigDecimal monthly =
        Objects.requireNonNull(costing.monthlyOf(done.treatment()).get(done.block()));
    outcomes.put(Costing.OUTCOME, monthly.doubleValue());
    return new Trial(done.block(), done.treatment(), outcomes);
  }

  /**
   * What the experiment asks.
   *
   * @param sequential treatments whose number of blocks depends on what was seen
   */
  Question question(Plan plan, Set<String> sequential) {
    Definition.Primary primary = plan.definition().primary();
    return new Question(
        plan.definition().baseline(),
        outcomes,
        primary.cost(),
        primary.accuracy(),
        primary.margin(),
        Powers.LEVEL,
        plan.request().seed(),
        sequential);
  }
}
