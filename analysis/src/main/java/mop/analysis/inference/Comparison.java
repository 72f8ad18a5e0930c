package mop.analysis.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import org.jspecify.annotations.Nullable;

/** One run of {@link Inference}: collects p-values first, for Holm, then writes the verdicts. */
final class Comparison {
  private final Question question;
  private final List<Trial> trials;
  private final List<String> treatments;
  private final SequencedMap<String, CostJudgement> cost = new LinkedHashMap<>();
  private final SequencedMap<String, AccuracyJudgement> accuracy = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> notJudged = new ArrayList<>();

  Comparison(Question question, List<Trial> trials, Map<String, List<MatchedBlock>> matched) {
    this.question = question;
    this.trials = trials;
    treatments = Inference.treatments(trials, question.baseline());
    for (String treatment : treatments) {
      ContinuousEffect effect = effect(question.outcome(question.primaryCost()), treatment);
      if (effect.blocks().n() > 0) {
        cost.put(
            treatment,
            new CostJudgement(
                question, question.outcome(question.primaryCost()), effect, treatments.size()));
      }
      List<MatchedBlock> blocks = matched.getOrDefault(treatment, List.of());
      if (MatchedEvents.pooled(blocks).n() > 0) {
        accuracy.put(
            treatment, new AccuracyJudgement(question, treatment, blocks, treatments.size()));
      } else {
        notJudged.add(treatment);
      }
    }
  }

  private ContinuousEffect effect(Result.Outcome outcome, String treatment) {
    return new ContinuousEffect(
        question,
        outcome,
        treatment,
        PairedBlocks.of(trials, question.baseline(), treatment, outcome.name()));
  }

  Inference judge() {
    Map<String, Double> costP = holm(cost, CostJudgement::p);
    Map<String, Double> accuracyP = holm(accuracy, AccuracyJudgement::p);
    List<Result.Effect> effects = new ArrayList<>();
    SequencedMap<String, List<String>> missing = new LinkedHashMap<>();
    for (String treatment : treatments) {
      for (Result.Outcome outcome : question.outcomes()) {
        Result.Effect effect = judge(treatment, outcome, costP, accuracyP);
        if (effect == null) {
          missing.computeIfAbsent(outcome.name(), name -> new ArrayList<>()).add(treatment);
        } else {
          effects.add(effect);
        }
      }
    }
    if (!notJudged.isEmpty()) {
      missing.remove(question.primaryAccuracy());
      warnings.add("no visible fault was judged, so accuracy has no verdict: " + who(notJudged));
    }
    missing.forEach(
        (name, who) -> warnings.add("no block has a value of " + name + ": " + who(who)));
    return new Inference(
        List.copyOf(effects), robustness(effects), adoptions(effects), List.copyOf(warnings));
  }

  private Result.@Nullable Effect judge(
      String treatment,
      Result.Outcome outcome,
      Map<String, Double> costP,
      Map<String, Double> accuracyP) {
    CostJudgement onCost = cost.get(treatment);
    if (onCost != null && outcome.name().equals(question.primaryCost())) {
      return onCost.effect(costP.getOrDefault(treatment, 1.0));
    }
    AccuracyJudgement onAccuracy = accuracy.get(treatment);
    if (onAccuracy != null && outcome.name().equals(question.primaryAccuracy())) {
      return onAccuracy.effect(accuracyP.getOrDefault(treatment, 1.0));
    }
    ContinuousEffect effect = effect(outcome, treatment);
    return effect.blocks().n() == 0 ? null : effect.describe();
  }

  private String who(List<String> some) {
    return some.size() == treatments.size() ? "every treatment" : String.join(", ", some);
  }

  private List<Result.Robustness> robustness(List<Result.Effect> effects) {
    List<Result.Robustness> all = new ArrayList<>();
    for (Result.Effect effect : effects) {
      Result.Verdict verdict = effect.verdict();
      if (verdict != null && !verdict.is().equals("invalid")) {
        CostJudgement onCost = cost.get(effect.treatment());
        AccuracyJudgement onAccuracy = accuracy.get(effect.treatment());
        List<Result.Method> methods =
            onCost != null && effect.outcome().equals(question.primaryCost())
                ? onCost.otherMethods()
                : onAccuracy == null ? List.of() : onAccuracy.otherMethods();
        all.add(new Result.Robustness(effect.treatment(), effect.outcome(), verdict.is(), methods));
      }
    }
    return List.copyOf(all);
  }

  private static <T> Map<String, Double> holm(
      SequencedMap<String, T> judgements, java.util.function.ToDoubleFunction<T> p) {
    double[] adjusted = Holm.adjust(judgements.values().stream().mapToDouble(p).toArray());
    Map<String, Double> byTreatment = new LinkedHashMap<>();
    int i = 0;
    for (String treatment : judgements.keySet()) {
      byTreatment.put(treatment, adjusted[i++]);
    }
    return byTreatment;
  }

  private List<Adoption> adoptions(List<Result.Effect> effects) {
    double[] p = new double[treatments.size()];
    for (int i = 0; i < p.length; i++) {
      CostJudgement onCost = cost.get(treatments.get(i));
      AccuracyJudgement onAccuracy = accuracy.get(treatments.get(i));
      p[i] = onCost == null || onAccuracy == null ? 1 : Math.max(onCost.pBetter(), onAccuracy.p());
    }
    double[] adjusted = Holm.adjust(p);
    List<Adoption> adoptions = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      String treatment = treatments.get(i);
      String onCost = verdict(effects, treatment, question.primaryCost());
      String onAccuracy = verdict(effects, treatment, question.primaryAccuracy());
      boolean both =
          onCost.equals("improved")
              && (onAccuracy.equals("equivalent") || onAccuracy.equals("improved"));
      boolean adopt = both && adjusted[i] <= (1 - question.level()) / 2;
      String why =
          "cost "
              + onCost
              + ", accuracy "
              + onAccuracy
              + (both && !adopt ? ", but not together after Holm's correction" : "");
      adoptions.add(new Adoption(treatment, adopt, why, p[i], adjusted[i]));
    }
    return List.copyOf(adoptions);
  }

  private static String verdict(List<Result.Effect> effects, String treatment, String outcome) {
    for (Result.Effect effect : effects) {
      Result.Verdict verdict = effect.verdict();
      if (effect.treatment().equals(treatment)
          && effect.outcome().equals(outcome)
          && verdict != null) {
        return verdict.is();
      }
    }
    return "not judged";
  }
}
