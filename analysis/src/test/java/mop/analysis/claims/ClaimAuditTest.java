package mop.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mop.analysis.input.YamlDocument;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimAuditTest {
  private static final Estimate SAVES = estimate(-400, -450, -350);
  private static final Estimate LESS = estimate(-0.75, -0.78, -0.72);

  @Test
  void judgesAReductionByTheRelativeChange() {
    Result.Claim claim =
        judge(
            "{value: 72, unit: \"%\", comparison: at-least}",
            "speaksTo: {treatment: head, outcome: stored.bytes, figure: relativeChange, as:"
                + " reduction-percent}");
    assertThat(claim)
        .isEqualTo(
            new Result.Claim(
                "c",
                "a paper: page 3",
                "It is so",
                "at least 72 %",
                "75 % [72, 78]",
                "reproduced",
                "relativeChange of stored.bytes under head: the whole interval agrees with the"
                    + " claim"));
  }

  @Test
  void judgesASavingAtItsScenarioAndPrices() {
    Result.Claim claim =
        judge(
            "{value: 5142, unit: USD/month, comparison: at-least, tolerancePercent: 5}",
            "speaksTo: {treatment: head, outcome: cost.monthly, figure: difference, as:"
                + " reduction}");
    assertThat(claim.claimed()).isEqualTo("at least 5,142 USD/month (tolerance 257.1 USD/month)");
    assertThat(claim.measured()).isEqualTo("400 USD/month [350, 450]");
    assertThat(claim.verdict()).isEqualTo("not reproduced");
    assertThat(claim.reason())
        .isEqualTo(
            "difference of cost.monthly under head at scenario small and prices cellar of"
                + " 2026-01-01: the whole interval contradicts the claim");
  }

  @Test
  void doesNotCallAClaimRefutedByAPartOfWhatItCovers() {
    Result.Claim claim =
        judge(
            "{value: 5142, unit: USD/month, comparison: at-least}",
            "speaksTo: {treatment: head, outcome: cost.monthly, figure: difference, as:"
                + " reduction}\n    measuredPart: traces only");
    assertThat(claim.measured()).isEqualTo("400 USD/month [350, 450]");
    assertThat(claim.verdict()).isEqualTo("not testable here");
    assertThat(claim.reason())
        .endsWith(
            "is only a part (traces only), which alone neither reaches nor refutes the claim");
  }

  @Test
  void readsTheMonthlyBillOfATreatment() {
    Result.Claim claim =
        judge(
            "{value: 100, unit: USD/month, comparison: about, tolerancePercent: 10}",
            "speaksTo: {treatment: head, cost: monthly}");
    assertThat(claim.measured()).isEqualTo("100 USD/month [95, 105]");
    assertThat(claim.verdict()).isEqualTo("reproduced");
  }

  @Test
  void readsTheFiguresOfAccuracy() {
    assertThat(accuracy("visibleFaults.recall", "percent").measured()).isEqualTo("97 % [91, 99]");
    assertThat(accuracy("rootCause.a1", "percent").measured()).isEqualTo("50 % [40, 60]");
    assertThat(accuracy("signals.p99", "complement-percent").measured()).isEqualTo("96 % [95, 97]");
    assertThat(accuracy("coverage.error traces", "percent").measured())
        .isEqualTo("100 % [100, 100]");
  }

  @Test
  void saysWhyAClaimIsNotTestableHere() {
    assertThat(accuracy("signals.p50", "percent").reason())
        .isEqualTo("median relative error of p50 under head was refused: too few kept");
    assertThat(accuracy("signals.p95", "percent").reason())
        .isEqualTo("this run has no median relative error of p95 under head");
    assertThat(accuracy("invisibleFaults.recall", "percent").reason())
        .isEqualTo(
            "this workload has nothing to judge the recall of invisible faults under head on");
    assertThat(accuracy("coverage.rain", "percent").reason())
        .isEqualTo("this run has no share of rain kept under head");
    String claimed = "{value: 1, unit: USD/month, comparison: at-least}";
    assertThat(judge(claimed, "speaksTo: {treatment: gone, cost: monthly}").reason())
        .isEqualTo("this run has no treatment 'gone' to compare with the baseline");
    assertThat(judge(claimed, "speaksTo: {treatment: head, outcome: gone, figure: value}").reason())
        .isEqualTo("this run has no outcome 'gone'");
    assertThat(
            judge(
                    "{value: 1, unit: share, comparison: at-least}",
                    "speaksTo: {treatment: head, outcome: cost.monthly, figure: relativeChange}")
                .reason())
        .isEqualTo("this run has no relativeChange of cost.monthly under head");
    assertThat(judge(claimed, "notTestable: needs a crystal ball").reason())
        .isEqualTo("needs a crystal ball");
    assertThat(
            judge(
                    "{value: 1, unit: EUR/month, comparison: at-least}",
                    "speaksTo: {treatment: head, cost: monthly}")
                .reason())
        .isEqualTo("the claim is in EUR, the bill in USD");
  }

  @Test
  void holdsNoClaimAgainstAnOutcomeInAnotherUnit() {
    String stored = "speaksTo: {treatment: head, outcome: stored.bytes, figure: difference, as: ";
    Result.Claim gigabytes =
        judge("{value: 40, unit: GB, comparison: at-least}", stored + "reduction}");
    assertThat(gigabytes.verdict()).isEqualTo("not testable here");
    assertThat(gigabytes.reason()).isEqualTo("the claim is in GB, stored.bytes in bytes");
    assertThat(
            judge("{value: 40, unit: \"%\", comparison: at-least}", stored + "percent}").reason())
        .isEqualTo("the claim is in %, stored.bytes in bytes");
    assertThat(
            judge("{value: 40, unit: bytes, comparison: at-least}", stored + "reduction}")
                .verdict())
        .isEqualTo("reproduced");
  }

  @Test
  void everyUntestableClaimHasThatVerdict() {
    assertThat(accuracy("signals.p50", "percent").verdict()).isEqualTo("not testable here");
    assertThat(accuracy("coverage.rain", "percent").measured()).isEmpty();
  }

  @Test
  void decidesNothingOnAFigureWithoutInterval() {
    Estimate point = new Estimate(-0.8, -0.8, -0.8, 0, "one block, so no interval", 1);
    Result.Claim claim =
        ClaimAudit.judge(
                claims(
                    "{value: 72, unit: \"%\", comparison: at-least}",
                    "speaksTo: {treatment: head, outcome: stored.bytes, figure: relativeChange,"
                        + " as: reduction-percent}"),
                List.of(),
                List.of(effect("stored.bytes", SAVES, point)),
                cost(),
                List.of())
            .getFirst();
    assertThat(claim.measured()).isEqualTo("80 %");
    assertThat(claim.verdict()).isEqualTo("inconclusive");
    assertThat(claim.reason()).endsWith("has no interval: one block, so no interval");
  }

  private static Result.Claim accuracy(String figure, String as) {
    return judge(
        "{value: 97, unit: \"%\", comparison: at-least}",
        "speaksTo: {treatment: head, accuracy: " + figure + ", as: " + as + "}");
  }

  private static Result.Claim judge(String claimed, String target) {
    return ClaimAudit.judge(
            claims(claimed, target),
            List.of(outcome("stored.bytes", "bytes"), outcome("cost.monthly", "USD/month")),
            List.of(effect("stored.bytes", SAVES, LESS), effect("cost.monthly", SAVES, null)),
            cost(),
            List.of(accuracy()))
        .getFirst();
  }

  @Test
  void doesNotBlameSamplingForFaultsThatTheFullDataHides() {
    Result.Accuracy accuracy = accuracy();
    Result.FaultScore blind =
        new Result.FaultScore(
            4,
            new Result.Proportion(1, 4, 0.25, 0.05, 0.7),
            new Result.Proportion(1, 4, 0.25, 0.05, 0.7),
            estimate(0, -0.5, 0.5),
            null,
            null,
            null,
            null,
            "detector");

    Result.Claim claim =
        ClaimAudit.judge(
                claims(
                    "{value: 97, unit: percent, comparison: at-least, tolerance: 0.5}",
                    "speaksTo: {treatment: head, accuracy: visibleFaults.recall, as: percent}"),
                List.of(),
                List.of(),
                cost(),
                List.of(
                    new Result.Accuracy(
                        "head",
                        blind,
                        accuracy.invisibleFaults(),
                        List.of(),
                        accuracy.rootCause(),
                        List.of(),
                        List.of(),
                        List.of())))
            .getFirst();

    assertThat(claim.verdict()).isEqualTo("not testable here");
    assertThat(claim.reason()).contains("only 1 of 4 such faults in the full data");
  }

  private static ClaimSet claims(String claimed, String target) {
    return ClaimReader.read(
        YamlDocument.parse(
            "claims.yaml",
            """
            name: n
            source: a paper
            claims:
              - id: c
                source: page 3
                statement: It is so
                claimed: %s
                %s
            """
                .formatted(claimed, target)));
  }

  private static Result.Outcome outcome(String name, String unit) {
    return new Result.Outcome(name, name, unit, "lower", false, Provenance.MEASURED, "read");
  }

  private static Result.Effect effect(
      String outcome, Estimate difference, @Nullable Estimate relative) {
    Estimate any = estimate(1, 0.9, 1.1);
    return new Result.Effect(
        "head", outcome, any, any, relative, difference, null, null, List.of());
  }

  private static Result.Cost cost() {
    return new Result.Cost(
        "USD",
        new Result.Catalog("cellar", "2026-01-01", "r", null, null, "s"),
        new Result.Scenario("small", "d", Map.of(), "s"),
        "h",
        List.of(
            new Result.TreatmentCost(
                "head", estimate(100, 95, 105), null, null, List.of(), List.of())));
  }

  private static Result.Accuracy accuracy() {
    Result.Proportion none = new Result.Proportion(0, 0, 0, 0, 1);
    Result.Proportion half = new Result.Proportion(50, 100, 0.5, 0.4, 0.6);
    return new Result.Accuracy(
        "head",
        score(new Result.Proportion(97, 100, 0.97, 0.91, 0.99)),
        score(none),
        List.of(),
        new Result.RootCause(100, half, half, 0.6, 0.5, 0.6, "spectrum"),
        List.of(
            new Result.SignalError("p99", estimate(0.04, 0.03, 0.05), 0.1, 10, 0, 10, 9, null),
            new Result.SignalError("p50", null, null, 10, 9, 0, 0, "too few kept")),
        List.of(new Result.Coverage("error traces", estimate(1, 1, 1))),
        List.of());
  }

  private static Result.FaultScore score(Result.Proportion recall) {
    return new Result.FaultScore(
        recall.of(), recall, recall, estimate(0, -0.1, 0.1), null, null, null, null, "detector");
  }

  private static Estimate estimate(double value, double low, double high) {
    return new Estimate(value, low, high, 0.95, "test", 10);
  }
}
