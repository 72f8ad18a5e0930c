package mop.analysis.cost;

import static mop.analysis.cost.Fixtures.AWS;
import static mop.analysis.cost.Fixtures.GIB;
import static mop.analysis.cost.Fixtures.ROUND;
import static mop.analysis.cost.Fixtures.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class BillingTest {

  /** Every figure by hand, beside the line. */
  @Test
  void agreesWithABillWorkedByHand() {
    ResourceUsage usage =
        trial()
            .with("traces", Resource.STORED_BYTES, GIB, "t")
            .with("traces", Resource.PUT_REQUESTS, 10, "t")
            .with("traces", Resource.QUERY_GET_REQUESTS, 48, "t")
            .with("traces", Resource.WAL_BYTES, GIB, "t")
            .with("pipeline", Resource.CPU_SECONDS, 86.4, "t")
            .with("traces", Resource.CPU_SECONDS, 129.6, "t")
            .with("pipeline", Resource.INGEST_NETWORK_BYTES, GIB, "t");

    Bill bill = Billing.monthly(usage, ROUND, AWS);

    assertThat(bill.currency()).isEqualTo("USD");
    assertThat(bill.lines().stream().map(BillingTest::shortly))
        .containsExactly(
            // 1 GiB × 1,000 a day × 10 days
            "traces | S3 Standard, 0 to 51,200 | 10000.0 GiB-month × 0.023 = 230",
            // 10 × 1,000 a day × 730/24 days = 304,166.67
            "traces | S3 Standard PUT, COPY, POST | 304.166667 1,000 requests × 0.005 = 1.520833335",
            // 2 a query × 2,400 queries a day × 730/24 days = 146,000
            "traces | S3 Standard GET, HEAD, queries | 146.0 1,000 requests × 0.0004 = 0.0584",
            // 1,000 GiB a day / 24 h × peak 2 × 1 h × headroom 2 = 166.67, whole GiB
            "traces | EBS gp3 | 167.0 GiB-month × 0.08 = 13.36",
            // 1 GiB × 1,000 × 730/24 × 1/2
            "pipeline | data transfer between zones, both ends, from applications"
                + " | 15208.333333 GiB × 0.02 = 304.16666666",
            // (86.4 + 129.6) s × 1,000 / 86,400 s = 2.5 cores × peak 2 / 0.5 = 10 of 4 each
            "pipeline + traces | m7g.xlarge | 2190.0 node-hour × 0.1632 = 357.408");
    assertThat(bill.total()).isEqualByComparingTo("906.513899995");
    assertThat(bill.notes())
        .contains(
            "Reconciliation: 6 lines sum to 906.51 USD a month; outside the bill: nothing that was"
                + " measured.",
            // half a node of 0.1632 × 730
            "Compute: the peak needs pipeline 4 cores, traces 6 cores with the headroom that the"
                + " scenario asks for, 83 % of 3 m7g.xlarge; idle"
                + " and paid for: 59.57 USD a month.");
  }

  @Test
  void fillsTiersUpToTheirMarksAndNoFurther() {
    assertThat(storage("51200")).containsExactly("0 to 51,200: 51200.0 = 1177.6");
    assertThat(storage("51200.000001"))
        .containsExactly(
            "0 to 51,200: 51200.0 = 1177.6", "51,200 to 512,000: 1.0E-6 = 0.000000022");
    assertThat(storage("512000"))
        .containsExactly("0 to 51,200: 51200.0 = 1177.6", "51,200 to 512,000: 460800.0 = 10137.6");
    assertThat(storage("600000"))
        .containsExactly(
            "0 to 51,200: 51200.0 = 1177.6",
            "51,200 to 512,000: 460800.0 = 10137.6",
            "over 512,000: 88000.0 = 1848");
    assertThat(storage("0")).containsExactly("0 to 51,200: 0.0 = 0");
  }

  @Test
  void countsTiersOverAllComponentsTogether() {
    ResourceUsage usage =
        trial()
            .with("traces", Resource.STORED_BYTES, 5 * GIB, "t")
            .with("compactor", Resource.STORED_BYTES, GIB, "t");
    assertThat(Billing.monthly(usage, ROUND, AWS).lines().stream().map(BillingTest::shortly))
        .containsExactly(
            "traces | S3 Standard, 0 to 51,200 | 50000.0 GiB-month × 0.023 = 1150",
            "compactor | S3 Standard, 0 to 51,200 | 1200.0 GiB-month × 0.023 = 27.6",
            "compactor | S3 Standard, 51,200 to 512,000 | 8800.0 GiB-month × 0.022 = 193.6");
  }

  @Test
  void paysForWholeNodesOnly() {
    assertThat(nodeHours(86.4 * 2)).isEqualTo(2 * 730);
    assertThat(nodeHours(86.4 * 2.0001)).isEqualTo(3 * 730);
    assertThat(nodeHours(0.001)).as("never fewer than minNodes").isEqualTo(2 * 730);
  }

  @Test
  void buysNodesForMemoryWhereMemoryIsScarcer() {
    // 3 GiB × 1,000 s / trial: 3 × 1e6 / 86,400 × 1,000 … = 34.72 GiB × 2 / 0.5 = 138.9 of 16 each
    ResourceUsage usage =
        trial()
            .with("pipeline", Resource.CPU_SECONDS, 1, "t")
            .with("pipeline", Resource.MEMORY_BYTE_SECONDS, 3_000 * GIB, "t");
    assertThat(Billing.monthly(usage, ROUND, AWS).lines().getLast().quantity())
        .isEqualTo(9 * 730.0);
  }

  @Test
  void growsBytesWithBytesWhereTheScenarioStatesThem() {
    Scenario bytes =
        Fixtures.scenario(
            """
            name: bytes
            description: half the bytes a trace
            values: {tracesPerDay: 1000000, ingestBytesPerDay: 25000000000, retentionDays: 10}
            """);
    ResourceUsage usage =
        trial()
            .with("traces", Resource.STORED_BYTES, GIB, "t")
            .with("traces", Resource.PUT_REQUESTS, 10, "t");
    List<Result.Line> lines = Billing.monthly(usage, bytes, AWS).lines();
    assertThat(lines.get(0).quantity()).isEqualTo(5_000);
    assertThat(lines.get(0).source()).contains("linear in OTLP bytes (exponent 1 assumed)");
    assertThat(lines.get(1).quantity()).isEqualTo(304.166667);
    assertThat(lines.get(1).source()).contains("linear in traces (exponent 1 assumed)");
  }

  @Test
  void namesWhatIsOutsideTheBill() {
    PriceCatalog storageOnly =
        Fixtures.catalog(
            """
            name: storage-only
            date: 2026-01-01
            region: r
            currency: EUR
            source: test
            prices:
              - {item: object-storage, name: disk, unit: GB-month, price: 0.1, date: 2026-01-01, source: s}
            """);
    ResourceUsage usage =
        ResourceUsage.of(1_000, 1_000, 0)
            .with("traces", Resource.STORED_BYTES, 1_000_000_000, "t")
            .with("traces", Resource.PUT_REQUESTS, 10, "t")
            .with("traces", Resource.QUERY_GET_REQUESTS, 10, "t");
    Bill bill = Billing.monthly(usage, ROUND, storageOnly);
    assertThat(bill.total()).isEqualByComparingTo("1000");
    assertThat(bill.notes())
        .containsExactly(
            "Reconciliation: 1 lines sum to 1,000.00 EUR a month; outside the bill: traces"
                + " putRequests (no price in storage-only); traces queryGetRequests (grows with"
                + " queries, and none was asked).",
            "Not measured, so not in the bill (not the same as 0): getRequests, listRequests,"
                + " deleteRequests, bytesRead, queryBytesRead, cpuSeconds, queryCpuSeconds,"
                + " memoryByteSeconds, walBytes, ingestNetworkBytes, internalNetworkBytes.");
  }

  @Test
  void leavesMetricsAndLogsOutAndSaysSo() {
    ResourceUsage traces =
        trial()
            .with("traces", Resource.STORED_BYTES, GIB, "t")
            .with("pipeline", Resource.CPU_SECONDS, 1, "t");
    ResourceUsage all =
        traces
            .with("metrics", Resource.CPU_SECONDS, 1e6, "t")
            .with("metrics", Resource.METRIC_SAMPLES, 1e9, "t")
            .with("logs", Resource.STORED_BYTES, 1e12, "t")
            .with("logs", Resource.WAL_BYTES, 1e12, "t");
    Bill bill = Billing.monthly(all, ROUND, AWS);
    assertThat(bill.lines()).isEqualTo(Billing.monthly(traces, ROUND, AWS).lines());
    assertThat(bill.notes().getFirst())
        .contains("outside the bill: metrics, logs (under usage, alike for all treatments; ");
    assertThat(bill.notes().get(1)).contains("walBytes").doesNotContain("storedBytes");
    assertThat(UsageOutcomes.of(all)).isEqualTo(UsageOutcomes.of(traces));
    assertThat(AWS.unpriced(all)).isEqualTo(AWS.unpriced(traces));
  }

  @Test
  void keepsTheProvenanceOfAnAssumedAmount() {
    ResourceUsage usage =
        new ResourceUsage(
            1_000,
            1_000,
            0,
            List.of(
                new ResourceUsage.Use(
                    "traces", Resource.STORED_BYTES, GIB, Provenance.ASSUMED, "a guess"),
                new ResourceUsage.Use(
                    "traces", Resource.PUT_REQUESTS, 1, Provenance.MEASURED, "counted")));
    List<Result.Line> lines = Billing.monthly(usage, ROUND, AWS).lines();
    assertThat(lines.get(0).provenance()).isEqualTo(Provenance.ASSUMED);
    assertThat(lines.get(0).source())
        .startsWith(
            "assumed: a guess; linear in traces (exponent 1 assumed) × 10 days kept; price:");
    assertThat(lines.get(1).provenance()).isEqualTo(Provenance.MODELLED);
  }

  @Test
  void refusesANodeThatTheCatalogueDoesNotHave() {
    Scenario odd =
        Fixtures.scenario("name: odd\ndescription: d\nnode: m7g.xlarg\nvalues: {zones: 3}\n");
    ResourceUsage usage = trial().with("pipeline", Resource.CPU_SECONDS, 1, "t");
    assertThatThrownBy(() -> Billing.monthly(usage, odd, AWS))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "mine.yaml:3: node: catalogue aws-us-east-1 has no price for node 'm7g.xlarg'; expected"
                + " a node of that catalogue. Did you mean 'm7g.xlarge'?");
  }

  @Test
  void neverFallsWhenAQuantityGrows() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    for (int i = 0; i < 300; i++) {
      ResourceUsage usage = random(random);
      Bill bill = Billing.monthly(usage, ROUND, AWS);
      for (int grown = 0; grown < usage.uses().size(); grown++) {
        Bill more = Billing.monthly(grow(usage, grown, 1 + random.nextDouble()), ROUND, AWS);
        assertThat(more.total())
            .as("%s with more of %s", usage, usage.uses().get(grown))
            .isGreaterThanOrEqualTo(bill.total());
      }
    }
  }

  @Test
  void isTheSumOfLinesThatAreEachQuantityTimesPrice() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
    for (int i = 0; i < 1_000; i++) {
      Bill bill = Billing.monthly(random(random), ROUND, AWS);
      BigDecimal sum = BigDecimal.ZERO;
      for (Result.Line line : bill.lines()) {
        assertThat(BigDecimal.valueOf(line.quantity()).multiply(line.unitPrice()))
            .as(line.toString())
            .isEqualByComparingTo(line.amount());
        assertThat(line.amount().scale()).isNotNegative();
        sum = sum.add(line.amount());
      }
      assertThat(bill.total()).isEqualByComparingTo(sum);
    }
  }

  private static ResourceUsage random(UniformRandomProvider random) {
    ResourceUsage usage =
        ResourceUsage.of(
            1 + random.nextInt(100_000), 1 + random.nextLong(1L << 40), random.nextInt(9));
    for (Resource resource : Resource.values()) {
      for (String component : List.of("pipeline", "traces")) {
        if (random.nextInt(3) > 0) {
          double amount = Math.exp(30 * random.nextDouble()) - 1;
          usage = usage.with(component, resource, amount, "random");
        }
      }
    }
    return usage;
  }

  private static ResourceUsage grow(ResourceUsage usage, int index, double factor) {
    List<ResourceUsage.Use> uses = new ArrayList<>(usage.uses());
    ResourceUsage.Use use = uses.get(index);
    uses.set(
        index,
        new ResourceUsage.Use(
            use.component(),
            use.resource(),
            use.amount() * factor,
            use.provenance(),
            use.source()));
    return new ResourceUsage(usage.traces(), usage.bytes(), usage.queries(), uses);
  }

  private static List<String> storage(String gibMonths) {
    BillLines lines = new BillLines();
    double bytes = new BigDecimal(gibMonths).multiply(Unit.GIB_MONTH.size()).doubleValue();
    Price price = AWS.price(Item.OBJECT_STORAGE).orElseThrow();
    lines.add("traces", price, "", bytes, Provenance.MEASURED, "t", Optional.empty());
    return lines.lines().stream()
        .map(line ->
            line.item().replace("S3 Standard, ", "")
                + ": "
                + line.quantity()
                + " = "
                + line.amount().toPlainString())
        .toList();
  }

  private static double nodeHours(double cpuSeconds) {
    ResourceUsage usage = trial().with("pipeline", Resource.CPU_SECONDS, cpuSeconds, "t");
    return Billing.monthly(usage, ROUND, AWS).lines().getLast().quantity();
  }

  private static String shortly(Result.Line line) {
    return line.component()
        + " | "
        + line.item()
        + " | "
        + line.quantity()
        + " "
        + line.unit()
        + " × "
        + line.unitPrice().toPlainString()
        + " = "
        + line.amount().toPlainString();
  }
}
