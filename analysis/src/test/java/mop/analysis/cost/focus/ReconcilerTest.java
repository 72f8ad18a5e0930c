package mop.analysis.cost.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.focus.Reconciliation.Loose;
import mop.analysis.cost.focus.Reconciliation.Row;
import mop.analysis.cost.focus.Reconciliation.Verdict;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReconcilerTest {
  private static final PriceCatalog AWS = PriceCatalog.load("aws-us-east-1");

  private static final List<OurLine> BILL =
      List.of(
          our("S3 Standard", "1000", "GiB-month", "23"),
          our("S3 Standard PUT, COPY, POST", "2000", "1,000 requests", "10"),
          our("m7g.xlarge", "730", "node-hour", "119.14"),
          our("m7g.xlarge", "730", "node-hour", "119.14"),
          our("EBS gp3", "100", "GiB-month", "8"));

  private static final String PLAIN =
      """
      service,item,quantity,unit,amount,currency
      AmazonS3,TimedStorage-ByteHrs,1010,GiB-month,23.23,USD
      AmazonS3,"Requests-Tier1, PUT",20000000,requests,100.00,USD
      AmazonEC2,BoxUsage:m7g.xlarge,1460,Hours,238.272,USD
      AmazonCloudWatch,MetricMonitorUsage,50,Metrics,15.005,USD
      """;

  @TempDir Path folder;

  private static OurLine our(String item, String quantity, String unit, String amount) {
    return new OurLine(item, new BigDecimal(quantity), unit, new BigDecimal(amount));
  }

  private Reconciliation reconcile(String csv) throws IOException {
    return Reconciler.of(
        Invoice.read(Files.writeString(folder.resolve("invoice.csv"), csv).toString()),
        BILL,
        "a bill",
        AWS,
        BigDecimal.TWO);
  }

  private static Row row(Reconciliation reconciliation, String item) {
    return reconciliation.rows().stream()
        .filter(row -> row.item().equals(item))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void recognisesItemsByTheWordsOfInvoices() throws IOException {
    Reconciliation told = reconcile(PLAIN);
    assertThat(told.rows())
        .extracting(Row::item, Row::verdict)
        .containsExactly(
            tuple("S3 Standard", Verdict.MATCHED),
            tuple("S3 Standard PUT, COPY, POST", Verdict.DIFFERS),
            tuple("m7g.xlarge", Verdict.MATCHED),
            tuple("EBS gp3", Verdict.NOT_INVOICED));
    assertThat(told.unexplained())
        .containsExactly(
            new Loose(5, "AmazonCloudWatch / MetricMonitorUsage", new BigDecimal("15.00")));
    assertThat(told.agrees()).isFalse();
  }

  @Test
  void writesQuantitiesInOurUnitWhereBothCountTheSame() throws IOException {
    Reconciliation told = reconcile(PLAIN);
    assertThat(row(told, "m7g.xlarge").invoicedQuantity().orElseThrow())
        .isEqualByComparingTo("1460");
    assertThat(row(told, "m7g.xlarge").ourQuantity()).isEqualByComparingTo("1460");
    assertThat(row(told, "S3 Standard PUT, COPY, POST").invoicedQuantity())
        .as("a plain count of requests is no unit of ours")
        .isEmpty();
  }

  @Test
  void addsUpToTheInvoiceToTheCent() throws IOException {
    Reconciliation told = reconcile(PLAIN);
    // 23.23 + 100.00 + 238.27 + 15.00 (15.005 half-even); the file's sum is 376.507
    assertThat(told.invoiceTotal()).isEqualByComparingTo("376.51");
    assertThat(told.rounding()).isEqualByComparingTo("0.01");
    assertThat(told.ourTotal()).isEqualByComparingTo("279.28");
  }

  @Test
  void setsUnusedCommitmentsAndTaxesOfFocusApart() throws IOException {
    Reconciliation told =
        reconcile(
            """
            BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargeDescription,CommitmentDiscountId,CommitmentDiscountStatus,PricingQuantity,PricingUnit,ServiceName
            0,100.00,USD,Usage,BoxUsage:m7g.xlarge,plan-1,Used,800,Hours,EC2
            0,40.00,USD,Usage,unused part of the plan,plan-1,Unused,,,EC2
            19.00,19.00,USD,Tax,VAT,,,,,
            8.00,8.00,USD,Usage,EBS gp3,,,100,GiB-Months,EBS
            """);
    assertThat(row(told, "m7g.xlarge").invoicedAmount()).isEqualByComparingTo("100");
    assertThat(told.unusedCommitments())
        .containsExactly(new Loose(3, "EC2 / unused part of the plan", new BigDecimal("40.00")));
    assertThat(told.other()).extracting(Loose::text).containsExactly("VAT");
    assertThat(row(told, "EBS gp3").verdict()).isEqualTo(Verdict.MATCHED);
    assertThat(told.invoiceTotal()).isEqualByComparingTo("167.00");
    assertThat(told.rounding()).isEqualByComparingTo("0");
  }

  @Test
  void readsQuotesLineEndsAndAByteOrderMark() {
    List<Csv.Row> rows = Csv.parse("f", "\uFEFFa,\"b \"\"c\"\"\nd\",\r\n\r\n\"x\",,y");
    assertThat(rows)
        .containsExactly(
            new Csv.Row(1, List.of("a", "b \"c\"\nd", "")), new Csv.Row(4, List.of("x", "", "y")));
    assertThat(Csv.row(List.of("a,b", "c\"d", "e"))).isEqualTo("\"a,b\",\"c\"\"d\",e\n");
  }

  static Stream<List<String>> mistakes() {
    return Stream.of(
        List.of(",amount", ",amout", ":1: neither FOCUS' BilledCost nor 'amount' among"),
        List.of(",amount", ",amout", "Did you mean 'amount' by 'amout'?"),
        List.of("23.23", "$23.23", ":2: amount: '$23.23' is no number; expected a number such"),
        List.of("23.23,USD", ",USD", ":2: amount: it is empty;"),
        List.of("\"Requests-Tier1, PUT\"", "Requests-Tier1, PUT", ":3: 7 cells; expected 6,"),
        List.of("\"Requests-Tier1, PUT\"", "\"Requests", ":3: a quoted cell does not end;"),
        List.of("15.005,USD", "15.005,EUR", ":5: currency EUR after USD;"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesAMistakeWithItsLine(List<String> mistake) {
    String broken = PLAIN.replace(mistake.get(0), mistake.get(1));
    assertThat(broken).isNotEqualTo(PLAIN);
    assertThatThrownBy(() -> reconcile(broken))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(mistake.get(2))
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesAnInvoiceWithoutLines() {
    assertThatThrownBy(() -> reconcile("item,amount\n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("the file has no lines");
  }

  @Test
  void refusesAnotherCurrencyThanTheCatalogues() {
    assertThatThrownBy(() -> reconcile(PLAIN.replace("USD", "EUR")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("it is in EUR, catalogue aws-us-east-1 in USD");
  }
}
