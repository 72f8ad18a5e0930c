package mop.analysis.cost.focus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import mop.analysis.cost.Costing;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Resource;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.SizeStudy;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FocusExportTest {
  /** The columns of FOCUS 1.2 whose feature level is Mandatory. */
  private static final Set<String> MANDATORY =
      Set.of(
          "BilledCost",
          "BillingAccountId",
          "BillingAccountName",
          "BillingCurrency",
          "BillingPeriodEnd",
          "BillingPeriodStart",
          "ChargeCategory",
          "ChargeClass",
          "ChargeDescription",
          "ChargePeriodEnd",
          "ChargePeriodStart",
          "ContractedCost",
          "EffectiveCost",
          "InvoiceIssuerName",
          "ListCost",
          "PricingQuantity",
          "PricingUnit",
          "ProviderName",
          "PublisherName",
          "ServiceCategory",
          "ServiceName");

  private static final PriceCatalog AWS = PriceCatalog.load("aws-us-east-1");

  @TempDir Path folder;

  private static Result.Cost cost() {
    SequencedMap<String, Map<Integer, ResourceUsage>> trials = new LinkedHashMap<>();
    trials.put("keep", Map.of(1, usage(3)));
    trials.put("sample, half", Map.of(1, usage(1)));
    return Costing.of(
            trials, "keep", Scenario.load("reference"), AWS, "embedded", SizeStudy.none(3_600))
        .cost();
  }

  private static ResourceUsage usage(double times) {
    return ResourceUsage.of(1_000_000, 1_234_567_890, 24)
        .with("traces", Resource.STORED_BYTES, 987_654_321 * times, "counted")
        .with("traces", Resource.PUT_REQUESTS, 777 * times, "counted")
        .with("traces", Resource.QUERY_GET_REQUESTS, 55, "counted")
        .with("pipeline", Resource.CPU_SECONDS, 31.4159 * times, "read")
        .with("pipeline", Resource.INGEST_NETWORK_BYTES, 1_234_567_890, "counted");
  }

  private static String csv() {
    return FocusExport.csv(cost(), "adaptive-sampling", "7f3c", "2026-12-31T23:30:00Z");
  }

  private static List<Map<String, String>> rows() {
    List<Csv.Row> rows = Csv.parse("focus.csv", csv());
    List<String> header = rows.getFirst().cells();
    return rows.subList(1, rows.size()).stream()
        .map(row -> {
          Map<String, String> cells = new TreeMap<>();
          for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), row.cells().get(i));
          }
          return cells;
        })
        .toList();
  }

  @Test
  void hasEveryMandatoryColumnAndLeavesOnlyTheChargeClassEmpty() {
    assertThat(FocusExport.COLUMNS).containsAll(MANDATORY).doesNotHaveDuplicates();
    assertThat(rows())
        .isNotEmpty()
        .allSatisfy(row ->
            row.forEach((column, cell) ->
                assertThat(cell.isEmpty()).as(column).isEqualTo(column.equals("ChargeClass"))));
  }

  @Test
  void namesTheProviderAndItsRegion() {
    assertThat(rows())
        .allSatisfy(row ->
            assertThat(row)
                .containsEntry("ProviderName", "AWS")
                .containsEntry("PublisherName", "AWS")
                .containsEntry("InvoiceIssuerName", "AWS")
                .containsEntry("RegionId", "us-east-1")
                .containsEntry("RegionName", "US East (N. Virginia)"));
  }

  @Test
  void leavesTheRegionEmptyWherePricesHoldForNone() {
    Result.Cost cost = cost();
    Result.Catalog prices =
        new Result.Catalog("ours", "2026-01-01", "none named", null, null, "our contract");
    Result.Cost nowhere =
        new Result.Cost(
            cost.currency(), prices, cost.scenario(), cost.headline(), cost.treatments());
    String row =
        FocusExport.csv(nowhere, "e", "7f3c", "2026-12-31T23:30:00Z").lines().toList().get(1);
    assertThat(row).doesNotContain("none named").contains(",ours,ours,,,");
  }

  @Test
  void billsEachTreatmentAsASubAccountExactly() {
    for (Result.TreatmentCost treatment : cost().treatments()) {
      BigDecimal bill =
          treatment.lines().stream()
              .map(Result.Line::amount)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal billed =
          rows().stream()
              .filter(row -> treatment.name().equals(row.get("SubAccountId")))
              .map(row -> new BigDecimal(row.get("BilledCost")))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(billed).as(treatment.name()).isEqualByComparingTo(bill).isPositive();
    }
  }

  @Test
  void obeysTheRulesBetweenColumns() {
    assertThat(rows())
        .allSatisfy(row -> {
          BigDecimal product =
              new BigDecimal(row.get("ListUnitPrice"))
                  .multiply(new BigDecimal(row.get("PricingQuantity")));
          assertThat(product).isEqualByComparingTo(row.get("ListCost"));
          assertThat(row.get("ChargeCategory")).isEqualTo("Usage");
          assertThat(row.get("PricingCategory")).isEqualTo("Standard");
          assertThat(row.get("ServiceCategory")).isIn("Compute", "Storage", "Networking");
          assertThat(row.get("BillingPeriodStart")).isEqualTo("2026-12-01T00:00:00Z");
          assertThat(row.get("BillingPeriodEnd")).isEqualTo("2027-01-01T00:00:00Z");
          assertThat(row.get("PricingQuantity")).matches("\\d+(\\.\\d+)?");
        });
    assertThat(rows()).extracting(row -> row.get("PricingUnit")).contains("GiB-Months", "Hours");
  }

  /** What we export is an invoice that our own bill explains without remainder. */
  @Test
  void isExplainedByItsOwnBill() throws IOException {
    Reconciliation told =
        Reconciler.of(
            Invoice.read(Files.writeString(folder.resolve("focus.csv"), csv()).toString())
                .ofTreatment("keep", List.of("keep", "sample, half")),
            OurLine.of(cost().treatments().getFirst(), AWS),
            "keep",
            List.of(),
            AWS,
            BigDecimal.ZERO);
    assertThat(told.agrees()).isTrue();
    assertThat(told.ourTotal()).isEqualByComparingTo(told.billedTotal());
    assertThat(told.rows())
        .allSatisfy(row ->
            assertThat(row.invoicedQuantity().orElseThrow())
                .isEqualByComparingTo(row.ourQuantity()));
  }
}
