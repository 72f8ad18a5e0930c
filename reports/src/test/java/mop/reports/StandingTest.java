package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import mop.analysis.result.Result;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import org.junit.jupiter.api.Test;

class StandingTest {

  @Test
  void bothPrimaryVerdictsAreReadTogether() {
    assertThat(standings(Fixtures.shop()))
        .containsExactly(
            Map.entry("always", "baseline"),
            Map.entry("head-10", "too lossy"),
            Map.entry("tail", "undecided"),
            Map.entry("published", "too lossy"),
            Map.entry("adaptive-5", "adopt"),
            Map.entry("adaptive-2", "qualifies"));
  }

  @Test
  void trialsThatCannotBeUsedMakeATreatmentInvalid() {
    assertThat(standings(Fixtures.withInvalid())).containsEntry("tail", "invalid");
  }

  @Test
  void withoutAVerdictOnAccuracyNothingIsDecided() {
    assertThat(standings(Fixtures.withoutFaults())).containsEntry("adaptive-5", "undecided");
    assertThat(Headline.of(new Findings(Fixtures.withoutFaults())).plain())
        .isEqualTo("Keep always at $4,031 a month [3,914, 4,148]: accuracy was not judged");
  }

  @Test
  void whatTheAnalysisDoesNotAdoptNeverQualifies() {
    Result kept = withRecommendation(Fixtures.shop(), Fixtures.nothingQualifies().recommendation());
    assertThat(standings(kept))
        .containsEntry("adaptive-5", "undecided")
        .containsEntry("adaptive-2", "undecided")
        .doesNotContainValue("qualifies");
  }

  private static Map<String, String> standings(Result result) {
    Findings findings = new Findings(result);
    Map<String, String> words = new LinkedHashMap<>();
    findings.treatments().forEach(t -> words.put(t.name(), findings.standing(t).word()));
    return words;
  }

  private static Result withRecommendation(Result r, Result.Recommendation recommendation) {
    return new Result(
        r.schema(),
        r.experiment(),
        r.run(),
        r.design(),
        r.outcomes(),
        r.effects(),
        r.robustness(),
        r.factorial(),
        r.surface(),
        r.usage(),
        r.cost(),
        r.accuracy(),
        r.claims(),
        r.gates(),
        recommendation,
        r.diagnostics());
  }
}
