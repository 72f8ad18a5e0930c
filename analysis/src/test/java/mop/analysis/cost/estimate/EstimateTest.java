package mop.analysis.cost.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.cost.CostJson;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.SystemUse;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Amounts in the comments are worked by hand from the file's own numbers. */
class EstimateTest {
  private static final String SCENARIO =
      """
      name: shop
      description: a small shop
      node: box
      system:
        metrics: {activeSeries: 12000, storedGB: 100}
        logs: {logGBPerDay: 24, cores: 6, memoryGB: 8}
        traces: {traceGBPerDay: 2.4, cores: 1, memoryGB: 8, egressGBPerDay: 1}
      shares:
        team:
          checkout: 0.5
          search: {metrics: 0.3333, logs: 0.25}
      """;

  private static final String HOSTED =
      """
      name: hosted
      date: 2026-06-01
      region: any
      currency: EUR
      family: hosted
      includes: 30 days of everything
      source: our contract
      commitment: {name: yearly contract, monthly: 1000, date: 2026-05-01, source: annex A}
      prices:
        - {item: platform, name: fee, unit: month, price: 19, date: 2026-05-01, source: annex B}
        - {item: metric-series, name: series, unit: "1,000 series", included: 10, price: 6.5, date: 2026-05-01, source: annex B}
        - item: log-ingest
          name: logs
          unit: GB
          included: 30
          tiers:
            - {from: 0, to: 500, price: 0.5}
            - {from: 500, price: 0.4}
          date: 2026-05-01
          source: annex B
        - {item: data-ingest, name: other data, unit: GB, price: 0.3, date: 2026-05-01, source: annex B}
        - {item: user, name: seat, unit: user, price: 8, date: 2026-05-01, source: annex B}
      """;

  private static final String SELF_HOSTED =
      """
      name: cellar
      date: 2026-06-01
      region: cellar
      currency: EUR
      source: our controller
      prices:
        - {item: node, name: crate, vcpu: 2, memoryGiB: 4, unit: node-hour, price: 0.06, date: 2026-05-01, source: invoice}
        - {item: node, name: box, vcpu: 4, memoryGiB: 16, unit: node-hour, price: 0.1, date: 2026-05-01, source: invoice}
        - {item: object-storage, name: bucket, unit: GB-month, price: 0.02, date: 2026-05-01, source: invoice}
      """;

  @TempDir Path folder;

  private CatalogEstimate estimate(String catalog) throws IOException {
    return estimate(SCENARIO, catalog);
  }

  private CatalogEstimate estimate(String scenario, String catalog) throws IOException {
    return Estimate.of(
            Scenario.load(file("scenario.yaml", scenario)),
            List.of(PriceCatalog.load(file("catalog.yaml", catalog))))
        .catalogs()
        .getFirst();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static BigDecimal amount(CatalogEstimate estimate, String item) {
    return estimate.lines().stream()
        .filter(line -> line.item().startsWith(item))
        .map(EstimateLine::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void chargesAHostedServiceByVolumeAfterItsQuotaInTiers() throws IOException {
    CatalogEstimate hosted = estimate(HOSTED);
    assertThat(amount(hosted, "series")).isEqualByComparingTo("13.00"); // 2 × 6.5
    // 24 × 730/24 = 730 GB: 30 free, 500 at 0.5, 200 at 0.4
    assertThat(amount(hosted, "logs")).isEqualByComparingTo("330.00");
    assertThat(amount(hosted, "other data")).isEqualByComparingTo("21.90"); // 73 × 0.3
    assertThat(amount(hosted, "fee")).isEqualByComparingTo("19.00");
  }

  @Test
  void billsWhatWasCommittedAndNotUsed() throws IOException {
    CatalogEstimate hosted = estimate(HOSTED);
    assertThat(amount(hosted, "yearly contract")).isEqualByComparingTo("616.10");
    assertThat(hosted.total()).isEqualByComparingTo("1000");
    assertThat(hosted.byComponent()).containsEntry("idle", new BigDecimal("616.10"));
  }

  @Test
  void namesWhatIsInsideAHostedPriceAndWhatNobodyPaysHere() throws IOException {
    CatalogEstimate hosted = estimate(HOSTED);
    assertThat(hosted.carried())
        .containsExactly("storedGB, cores, memoryGB: run by the provider, inside its prices");
    assertThat(hosted.leftOut())
        .containsExactly(
            "traces egressGBPerDay: no price in this catalogue",
            "users: priced here, but the scenario states none");
  }

  @Test
  void buysWholeMachinesForAllComponentsAndShowsTheIdlePart() throws IOException {
    CatalogEstimate cellar = estimate(SELF_HOSTED);
    // 7 cores fill 1.75 boxes, but three are the fewest of the reference scenario
    assertThat(cellar.byComponent())
        .containsEntry("logs", new BigDecimal("109.50")) // 1.5 × 730 × 0.1
        .containsEntry("traces", new BigDecimal("18.25"))
        .containsEntry("idle", new BigDecimal("91.25")) // 1.25 × 730 × 0.1
        .containsEntry("metrics", new BigDecimal("2.00"));
    assertThat(cellar.total()).isEqualByComparingTo("221.00");
    assertThat(cellar.carried())
        .containsExactly(
            "activeSeries, logGBPerDay, traceGBPerDay: in the nodes, disks, storage and requests"
                + " that they need",
            "cores, memoryGB: in the nodes");
    assertThat(cellar.leftOut())
        .containsExactly(
            "traces egressGBPerDay: no price in this catalogue",
            "the work of those who run the stack: no catalogue prices it");
  }

  @Test
  void takesTheCheapestPoolWhereTheCatalogueLacksTheWantedMachine() throws IOException {
    CatalogEstimate cellar =
        estimate(SCENARIO.replace("node: box", "node: m7g.xlarge"), SELF_HOSTED);
    // 4 crates × 0.06 = 0.24 an hour against 3 boxes × 0.1
    assertThat(cellar.lines())
        .filteredOn(line -> line.unit().equals("node-hour"))
        .allSatisfy(line -> {
          assertThat(line.item()).isEqualTo("crate");
          assertThat(line.quantitySource())
              .endsWith(", the cheapest, since the catalogue has no m7g.xlarge");
        });
  }

  @Test
  void refusesAMachineThatNoCatalogueHas() {
    assertThatThrownBy(() -> estimate(SCENARIO.replace("node: box", "node: bax"), SELF_HOSTED))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(":3: node: no catalogue has a price for node 'bax'; expected a node")
        .hasMessageEndingWith("Did you mean 'box'?");
  }

  @Test
  void refusesACatalogueTwice() {
    PriceCatalog datadog = PriceCatalog.load("datadog");
    assertThatThrownBy(() -> Estimate.of(Scenario.load("reference"), List.of(datadog, datadog)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("datadog: the catalogue of that name is there twice; expected");
  }

  @Test
  void letsMemoryDecideWhereItRunsOutFirst() throws IOException {
    CatalogEstimate cellar =
        estimate(SCENARIO.replace("memoryGB: 8}", "memoryGB: 170}"), SELF_HOSTED);
    // 178 GB of 17.18 GB a box fill 10.36, so 11
    BigDecimal nodes =
        cellar.lines().stream()
            .filter(line -> line.unit().equals("node-hour"))
            .map(EstimateLine::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(nodes.doubleValue()).isEqualTo(11 * 730, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.001);
  }

  @Test
  void handsTheBillOutToTheCent() throws IOException {
    CatalogEstimate cellar = estimate(SELF_HOSTED);
    // search: 2.00 × 0.3333 + 109.50 × 0.25 = 28.0416
    assertThat(cellar.shares().get("team"))
        .containsEntry("checkout", new BigDecimal("110.50"))
        .containsEntry("search", new BigDecimal("28.04"))
        .containsEntry("unattributed", new BigDecimal("82.46"));
  }

  @Test
  void addsUpToTheTotalInEveryWayForEveryCatalogue() {
    Scenario reference = Scenario.load(Scenario.DEFAULT);
    List<PriceCatalog> all = PriceCatalog.names().stream().map(PriceCatalog::load).toList();
    assertThat(Estimate.of(reference, all).catalogs())
        .hasSameSizeAs(PriceCatalog.names())
        .allSatisfy(each -> {
          assertThat(each.total().scale()).isEqualTo(2);
          assertThat(each.byComponent().values().stream().reduce(BigDecimal::add).orElseThrow())
              .isEqualByComparingTo(each.total());
          assertThat(each.lines())
              .allSatisfy(line -> assertThat(line.amount().scale()).isEqualTo(2));
        });
  }

  @Test
  void accountsForEveryUseOfTheReferenceInEveryCatalogue() {
    Scenario reference = Scenario.load(Scenario.DEFAULT);
    for (String name : PriceCatalog.names()) {
      CatalogEstimate estimate =
          Estimate.of(reference, List.of(PriceCatalog.load(name))).catalogs().getFirst();
      String told = String.join("; ", estimate.carried()) + "; " + estimate.leftOut();
      reference.system().usage().stream()
          .map(usage -> usage.use())
          .map(SystemUse::key)
          .forEach(use ->
              assertThat(
                      told.contains(use)
                          || estimate.lines().stream().anyMatch(line -> line.use().equals(use)))
                  .as("%s in %s", use, name)
                  .isTrue());
    }
  }

  @Test
  void recomputesThePublishedMetricsLineFromThePublishedPrices() {
    CatalogEstimate published =
        Estimate.of(Scenario.load("reference"), List.of(PriceCatalog.load("published")))
            .catalogs()
            .getFirst();
    // 1.728e9 × 730/24 / 1e6 × 0.5
    assertThat(amount(published, "metric samples")).isEqualByComparingTo("26280.00");
    assertThat(published.leftOut().getFirst()).contains("logs logGBPerDay");
  }

  @Test
  void readsQuotasThatComeWithHosts() throws IOException {
    String datadog = SCENARIO.replace("traces: {", "traces: {hosts: 2, spansPerDay: 240000000, ");
    CatalogEstimate estimate =
        Estimate.of(
                Scenario.load(file("scenario.yaml", datadog)),
                List.of(PriceCatalog.load("datadog")))
            .catalogs()
            .getFirst();
    // 7,300 million spans, 2 million of them come with two hosts
    assertThat(amount(estimate, "spans indexed")).isEqualByComparingTo("12406.60");
    assertThat(amount(estimate, "custom metrics")).isEqualByComparingTo("590.00"); // (120 − 2) × 5
  }

  private CatalogEstimate archive(String catalog) throws IOException {
    String scenario =
        """
        name: archive
        description: a store of two classes, 1,000 GiB each
        system:
          hot: {storedGB: 1073.741824}
          archive: {storageClass: cold, storedGB: 1073.741824, getRequestsPerDay: 24000, listRequestsPerDay: 24}
        """;
    return Estimate.of(
            Scenario.load(file("scenario.yaml", scenario)), List.of(PriceCatalog.load(catalog)))
        .catalogs()
        .getFirst();
  }

  @Test
  void pricesEachComponentInItsStorageClass() throws IOException {
    CatalogEstimate aws = archive("aws-us-east-1");
    assertThat(amount(aws, "S3 Standard")).isEqualByComparingTo("23.00"); // 1,000 × 0.023
    assertThat(amount(aws, "S3 Glacier Instant Retrieval GET")).isEqualByComparingTo("7.30");
    // 1,000 × 0.004 stored, 730 GETs at 0.01 a thousand, 730 LISTs at 0.02 a thousand
    assertThat(aws.byComponent()).containsEntry("archive", new BigDecimal("11.31"));
    assertThat(aws.leftOut())
        .anySatisfy(why -> assertThat(why).contains("readGBPerDay").contains("states none"));
  }

  @Test
  void namesWhatHasNoPriceInAStorageClass() throws IOException {
    assertThat(archive("azure-eastus").leftOut())
        .contains("archive listRequestsPerDay: no price of class cold in this catalogue");
    assertThat(archive("aws-eu-west-1").leftOut())
        .contains(
            "archive storedGB, archive getRequestsPerDay, archive listRequestsPerDay: no price of"
                + " class cold in this catalogue");
  }

  @Test
  void writesDecimalsAsTheyAre() throws IOException {
    assertThat(CostJson.write(estimate(SELF_HOSTED)))
        .contains("\"total\" : 221.00")
        .contains("\"unitPrice\" : 0.02")
        .endsWith("}\n");
  }

  static Stream<List<String>> mistakes() {
    return Stream.of(
        List.of(
            "activeSeries: 12000",
            "activeSeries: -1",
            ":5: system.metrics.activeSeries: it is -1;"),
        List.of(
            "activeSeries: 12000",
            "activSeries: 12000",
            ":5: system.metrics.activSeries: unknown key 'activSeries'; expected one of"),
        List.of(
            "storedGB: 100",
            "storageClass: icy, storedGB: 100",
            ":5: system.metrics.storageClass: unknown storageClass 'icy'; expected one of standard,"
                + " infrequent, cold."),
        List.of("checkout: 0.5", "checkout: 1.5", ":10: shares.team.checkout: it is 1.5;"),
        List.of(
            "checkout: 0.5",
            "checkout: 0.8",
            ":9: shares.team: shares of metrics add up to 1.1333; expected at most 1;"),
        List.of(
            "search: {metrics: 0.3333",
            "search: {metric: 0.3333",
            ":11: shares.team.search.metric: the system has no component 'metric';"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesAMistakeWithItsLine(List<String> mistake) {
    String broken = SCENARIO.replace(mistake.get(0), mistake.get(1));
    assertThat(broken).isNotEqualTo(SCENARIO);
    assertThatThrownBy(() -> estimate(broken, SELF_HOSTED))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("scenario.yaml" + mistake.get(2))
        .hasMessageNotContaining("\n");
  }

  static Stream<List<String>> catalogMistakes() {
    return Stream.of(
        List.of("family: hosted", "family: hostd", ":5: family: unknown family 'hostd';"),
        List.of("family: hosted\n", "", ":5: includes: given for a self-hosted catalogue;"),
        List.of("monthly: 1000", "monthly: 0", ":8: commitment.monthly: it is 0;"),
        List.of("included: 30", "included: -30", ":15: prices[2].included: it is -30;"),
        List.of(
            "included: 30",
            "included: {amount: 3, per: disk}",
            ":15: prices[2].included.per: unknown per 'disk'; expected one of host, apm-host, user."),
        List.of(
            "unit: GB\n    included",
            "unit: 100 series\n    included",
            ":14: prices[2].unit: '100 series' measures active series;"));
  }

  @ParameterizedTest
  @MethodSource("catalogMistakes")
  void refusesAMistakeInACatalogueWithItsLine(List<String> mistake) {
    String broken = HOSTED.replace(mistake.get(0), mistake.get(1));
    assertThat(broken).isNotEqualTo(HOSTED);
    assertThatThrownBy(() -> estimate(SCENARIO, broken))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("catalog.yaml" + mistake.get(2))
        .hasMessageNotContaining("\n");
  }

  @Test
  void saysThatAScenarioWithoutASystemCannotBeEstimated() {
    assertThatThrownBy(() -> estimate("name: n\ndescription: d\nvalues: {zones: 3}\n", HOSTED))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("the scenario states no usage of a whole system");
  }
}
