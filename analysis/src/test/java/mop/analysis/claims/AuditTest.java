package mop.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mop.analysis.claims.arithmetic.Finding.Outcome;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static Audit audit(String file) {
    return Audit.of(ClaimSet.load(file), List.of());
  }

  @Test
  void aFigureThatOthersContradictIsInconsistentInItself() {
    Result.Claim cheap =
        audit("src/test/resources/claims/bakery.yaml").claims().getFirst().verdict();
    assertThat(cheap.verdict()).isEqualTo("inconsistent in itself");
    assertThat(cheap.measured()).isEmpty();
    assertThat(cheap.reason())
        .isEqualTo(
            "'The costs add up' fails: lines sum to 2,450 EUR/month, published 1,650.5; the"
                + " published total leaves out flour (and 1 more). Not testable here: no bakery"
                + " here");
  }

  @Test
  void aFigureThatAddsUpButIsNotMeasuredIsNotTestable() {
    Result.Claim sold = audit("src/test/resources/claims/bakery.yaml").claims().getLast().verdict();
    assertThat(sold.verdict()).isEqualTo("not testable here");
    assertThat(sold.reason()).isEqualTo("no bakery here");
  }

  @Test
  void countsWhatItFound() {
    Audit bakery = audit("src/test/resources/claims/bakery.yaml");
    assertThat(bakery.count(Outcome.INCONSISTENT)).isEqualTo(12);
    assertThat(bakery.count(Outcome.NOT_TESTABLE)).isEqualTo(1);
    assertThat(bakery.count(Outcome.ADDS_UP)).isEqualTo(15);
    assertThat(bakery.count(ClaimVerdict.INCONSISTENT)).isEqualTo(1);
  }

  /** Found by hand in the publication. */
  @Test
  void findsWhatAnAccountantFoundInTheShippedSet() {
    Audit audit = audit("mop-2025-11");
    assertThat(audit.sums())
        .filteredOn(sum -> sum.finding().outcome() == Outcome.INCONSISTENT)
        .extracting(Audit.Sum::id)
        .contains(
            "baseline-bill",
            "optimized-bill",
            "storage-price",
            "network-price",
            "sampling-saving-in-metrics",
            "events-price",
            "savings-year",
            "savings-of-experiments",
            "return.irr",
            "return.npv",
            "sampling-saving-is-one",
            "sampling-reduction",
            "anomalies-detected",
            "scaling-bill-after",
            "compaction-reduction")
        .doesNotContain(
            "baseline-year",
            "reduction",
            "return.payback",
            "samples-peak",
            "head-sampling-of-metrics",
            "tail-sampling-of-metrics",
            "rate-limiting-of-metrics",
            "sampling-saving-in-ingestion",
            "capacity");
    assertThat(audit.sums())
        .filteredOn(sum -> sum.id().equals("storage-price") || sum.id().equals("network-price"))
        .extracting(sum -> sum.finding().words())
        .containsExactly(
            "it comes to 298.1 USD/month, published 2,300",
            "it comes to 3,240 USD/month, published 300");
    assertThat(audit.claims())
        .extracting(judged -> judged.verdict().verdict())
        .doesNotContain("reproduced", "not reproduced", "inconclusive");
  }
}
