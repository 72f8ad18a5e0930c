package mop.experiments.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import mop.analysis.accuracy.JudgeSettings;
import mop.analysis.accuracy.JudgedTreatment;
import mop.analysis.accuracy.TrialAccuracy;
import mop.experiments.definition.Definition;
import mop.experiments.run.Journal.TrialDone;

/** The valid trials of a journal, each treatment's judged together. */
final class JudgedTrials {
  private final SequencedMap<String, JudgedTreatment> judged = new LinkedHashMap<>();
  private final Map<Key, TrialAccuracy> accuracy = new HashMap<>();

  private record Key(int block, String treatment) {
    static Key of(TrialDone trial) {
      return new Key(trial.block(), trial.treatment());
    }
  }

  private JudgedTrials() {}

  /** Treatments in the order of the definition; one without a valid trial is left out. */
  static JudgedTrials of(Definition definition, List<TrialDone> trials) {
    JudgedTrials all = new JudgedTrials();
    for (Definition.Treatment treatment : definition.treatments()) {
      List<TrialDone> own =
          trials.stream()
              .filter(trial -> trial.treatment().equals(treatment.name()))
              .filter(trial -> trial.invalid() == null)
              .toList();
      if (!own.isEmpty()) {
        all.add(treatment.name(), own);
      }
    }
    return all;
  }

  private void add(String treatment, List<TrialDone> trials) {
    JudgedTreatment of =
        JudgedTreatment.of(
            trials.stream().map(TrialDone::evidence).toList(), JudgeSettings.defaults());
    judged.put(treatment, of);
    for (int i = 0; i < trials.size(); i++) {
      accuracy.put(Key.of(trials.get(i)), of.trials().get(i));
    }
  }

  SequencedMap<String, JudgedTreatment> treatments() {
    return judged;
  }

  /** What was judged of a trial; only for valid ones. */
  TrialAccuracy accuracy(TrialDone trial) {
    TrialAccuracy found = accuracy.get(Key.of(trial));
    if (found == null) {
      throw new IllegalArgumentException(
          trial.treatment() + " of block " + trial.block() + " was not judged");
    }
    return found;
  }

  /** All outcomes of a trial by name; of an invalid one those of its usage alone. */
  Map<String, Double> outcomes(TrialDone trial) {
    Map<String, Double> outcomes = new TreeMap<>(trial.outcomes());
    if (trial.invalid() == null) {
      outcomes.putAll(Outcomes.of(accuracy(trial)));
    }
    return outcomes;
  }
}
