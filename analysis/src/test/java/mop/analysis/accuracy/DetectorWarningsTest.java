package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectorWarningsTest {

  private static JudgedTreatment.Detector detector(
      double minutes, double outOfSampleKept, @Nullable String refused) {
    return new JudgedTreatment.Detector(
        "weighted", 0.02, minutes, 0.02, outOfSampleKept, 0.07, 0, 0, refused);
  }

  private static JudgedTreatment judged(
      JudgedTreatment.Detector detector, int invisible, int foundFull, int foundKept) {
    List<TrialAccuracy.FaultOutcome> faults = new ArrayList<>();
    for (int i = 0; i < invisible; i++) {
      faults.add(
          new TrialAccuracy.FaultOutcome(
              new TrialEvidence.FaultEvidence("f" + i, "wrong", false, null, null),
              i < foundFull ? 60.0 : null,
              i < foundKept ? 60.0 : null));
    }
    TrialEvidence.Share share = new TrialEvidence.Share(1, 1);
    DetectorScores none = new DetectorScores(60, 60, 0, List.of(), List.of());
    TrialEvidence evidence =
        new TrialEvidence(
            share,
            share,
            share,
            share,
            share,
            List.of(),
            List.of(),
            0,
            "weighted",
            List.of(new TrialEvidence.Detected("robust-z", none, none)));
    TrialAccuracy.FalseAlarms alarms = new TrialAccuracy.FalseAlarms(0, 0);
    TrialAccuracy first = new TrialAccuracy(evidence, faults, alarms, alarms);
    TrialAccuracy second = new TrialAccuracy(evidence, List.of(), alarms, alarms);
    return new JudgedTreatment(detector, List.of(first, second));
  }

  private static List<String> warnings(JudgedTreatment judged) {
    SequencedMap<String, JudgedTreatment> treatments = new LinkedHashMap<>();
    treatments.put("head", judged);
    return DetectorWarnings.of(treatments);
  }

  @Test
  void saysNothingWhereTheRateHolds() {
    assertThat(warnings(judged(detector(400, 0.025, null), 40, 1, 3))).isEmpty();
  }

  @Test
  void saysWhenThereAreTooFewFaultFreeMinutesForTheRate() {
    assertThat(warnings(judged(detector(12, 0.1, null), 0, 0, 0)))
        .containsExactly(
            "12 fault-free minutes cannot hold one false alarm in 50: at best one in 13, so that a"
                + " fault is found by chance with up to 7 %");
  }

  @Test
  void saysWhenMoreMinutesAlarmThanShould() {
    assertThat(warnings(judged(detector(400, 0.06, null), 0, 0, 0)))
        .singleElement()
        .asString()
        .contains("not 0.020 of the fault-free minutes alarm but head 0.060;");
  }

  @Test
  void saysWhenLessDataFindsMoreOfWhatNobodyCanSee() {
    assertThat(warnings(judged(detector(400, 0.02, null), 21, 0, 10)))
        .singleElement()
        .asString()
        .startsWith("head: finds 10 of 21 invisible faults, the full data 0;");
  }

  @Test
  void saysWhenNothingCouldBeLookedFor() {
    assertThat(warnings(judged(detector(2, 0, "2 fault-free minutes are too few"), 0, 0, 0)))
        .containsExactly("no fault can be looked for: 2 fault-free minutes are too few");
  }
}
