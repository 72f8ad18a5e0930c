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

  private static Loose loose(int line, String text, String amount, String billed) {
    return new Loose(line, text, new BigDecimal(amount), new BigDecimal(billed));
  }

  private Reconciliation reconcile(String csv) throws IOException {
    return Reconciler.of(
        Invoice.read(Files.writeString(folder.resolve("invoice.csv"), csv).toString()),
        BILL,
        "a bill",
        List.of("ours: modelled"),
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
        .containsExactly(loose(5, "AmazonCloudWatch / MetricMonitorUsage", "15.00", "15.00"));
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
    assertThat(told.effectiveTotal()).isEqualByComparingTo("376.51");
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
        .containsExactly(loose(3, "EC2 / unused part of the plan", "40.00", "0.00"));
    assertThat(told.other()).extracting(Loose::text).containsExactly("VAT");
    assertThat(row(told, "EBS gp3").verdict()).isEqualTo(Verdict.MATCHED);
    assertThat(told.effectiveTotal()).isEqualByComparingTo("167.00");
    assertThat(told.rounding()).isEqualByComparingTo("0");
  }

  private static final String COMMITTED =
      """
      BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargeDescription,CommitmentDiscountId
      1200,0,USD,Purchase,a year's plan,sp-1
      0,60,USD,Usage,BoxUsage:m7g.xlarge,sp-1
      8.004,8.004,USD,Usage,EBS gp3,
      """;

  @Test
  void leadsFromWhatUseCostsToWhatIsBilled() throws IOException {
    Reconciliation told = reconcile(COMMITTED);
    assertThat(row(told, "m7g.xlarge").invoicedAmount()).isEqualByComparingTo("60");
    assertThat(told.other()).containsExactly(loose(2, "a year's plan", "0.00", "1200.00"));
    assertThat(told.effectiveTotal()).isEqualByComparingTo("68.00");
    assertThat(told.bridge())
        .isEqualTo(
            new Reconciliation.Bridge(
                new BigDecimal("1200.00"),
                new BigDecimal("-60.00"),
                new BigDecimal("0.00"),
                new BigDecimal("0.00"),
                new BigDecimal("0.00")));
    assertThat(told.billedTotal()).isEqualByComparingTo("1208.00");
  }

  @Test
  void refusesAChargeCategoryThatFocusDoesNotHave() {
    assertThatThrownBy(() -> reconcile(COMMITTED.replace("Usage,EBS", "Usagge,EBS")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(":4: ChargeCategory: 'Usagge' is none of FOCUS'; expected one of")
        .hasMessageEndingWith("Did you mean 'Usage'?");
  }

  @Test
  void saysThatACurrencyWasAssumed() throws IOException {
    assertThat(reconcile(COMMITTED).assumptions()).isEmpty();
    assertThat(reconcile(COMMITTED.replace("USD", "")).assumptions())
        .containsExactly("3 of 3 rows name no currency: taken to be in the bill's");
  }

  static Stream<List<String>> texts() {
    return Stream.of(
        List.of("BoxUsage:m7g.xlarge", "m7g.xlarge"),
        List.of("USE1-BoxUsage:M7G.XLARGE, on demand", "m7g.xlarge"),
        List.of("db.m7g.xlarge.multi", ""),
        List.of("InstanceUsage:db.m7g.xlarge", ""),
        List.of("m7g.xlarge.multi", ""),
        List.of("m7g.xlarge-flex", ""),
        List.of("m7g.xlarge2", ""),
        List.of("m7g.xlarge EBS gp3 volume", "EBS gp3"),
        List.of("EU-TimedStorage-ByteHrs", "S3 Standard"),
        List.of("TimedStorage-ByteHrs-Glacier", ""));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void recognisesWholeWordsOnly(List<String> textAndItem) throws IOException {
    Reconciliation told = reconcile("item,amount\n\"" + textAndItem.getFirst() + "\",5\n");
    assertThat(told.rows().stream().filter(row -> row.invoicedAmount().signum() > 0))
        .extracting(Row::item)
        .isEqualTo(textAndItem.get(1).isEmpty() ? List.of() : List.of(textAndItem.get(1)));
  }

  @Test
  void saysWhereQuantitiesWereNotCompared() throws IOException {
    Reconciliation told = reconcile(PLAIN.replace("1010,GiB-month", "1010,Bytes"));
    assertThat(row(told, "S3 Standard").verdict()).isEqualTo(Verdict.MATCHED);
    assertThat(row(told, "S3 Standard").note()).startsWith("compared by amount alone");
    assertThat(row(told, "m7g.xlarge").note()).isEmpty();
  }

  /** 10.004 and 20.004 are 30.01 as a bill and 10.00 and 20.00 as rows. */
  @Test
  void roundsOurTotalAsTheBillDoes() throws IOException {
    String csv = "item,amount\nEBS gp3,10.004\nm7g.xlarge,20.004\n";
    Reconciliation told =
        Reconciler.of(
            Invoice.read(Files.writeString(folder.resolve("i.csv"), csv).toString()),
            List.of(
                our("EBS gp3", "1", "GiB-month", "10.0040"),
                our("m7g.xlarge", "1", "node-hour", "20.004")),
            "a bill",
            List.of(),
            AWS,
            BigDecimal.TWO);
    assertThat(told.ourTotal()).isEqualByComparingTo("30.01");
    assertThat(told.ourRounding()).isEqualByComparingTo("0.01");
    assertThat(told.effectiveTotal()).isEqualByComparingTo("30.01");
    assertThat(told.rounding()).isEqualByComparingTo("0.01");
  }

  @Test
  void showsTextOfAQuotedCellOnOneLine() throws IOException {
    Reconciliation told = reconcile("item,amount\n\"two\nlines\u001b[31m\",5\n");
    assertThat(told.unexplained()).extracting(Loose::text).containsExactly("two lines [31m");
  }

  @Test
  void countsOnlyTheRowsOfATreatmentWhereAllSubAccountsAreTreatments() throws IOException {
    String csv = "BilledCost,ChargeCategory,SubAccountId\n5,Usage,keep\n7,Usage,half\n";
    Invoice all = Invoice.read(Files.writeString(folder.resolve("f.csv"), csv).toString());
    Invoice half = all.ofTreatment("half", List.of("keep", "half", "none"));
    assertThat(half.total()).isEqualByComparingTo("7");
    assertThat(half.scope()).isEqualTo("only rows whose SubAccountId is 'half' count: 1 of 2");
    assertThat(all.ofTreatment("half", List.of("half", "none"))).isEqualTo(all);
    assertThatThrownBy(() -> all.ofTreatment("none", List.of("keep", "half", "none")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no row has the SubAccountId 'none'; expected rows of that treatment")
        .hasMessageEndingWith("It has keep, half: name one with --treatment.");
  }

  @Test
  void refusesAFolderAsAFolder() {
    assertThatThrownBy(() -> Invoice.read(folder.toString()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("it is a folder; expected an invoice as CSV");
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
        List.of("15.005,USD", "15.005,EUR", ":5: currency EUR after USD;"),
        List.of("23.23", "1e999999999", ":2: amount: '1e999999999' is out of range; expected at"),
        List.of("23.23", "-1e20000000", ":2: amount: '-1e20000000' is out of range; expected at"),
        List.of("23.23", "1e999", ":2: amount: '1e999' is out of range; expected at most 1e100"),
        List.of("23.23", "1e-999", ":2: amount: '1e-999' is out of range; expected at most 1e100"),
        List.of("23.23", "1".repeat(102), "11…' is out of range; expected at most 1e100"),
        List.of("23.23", "1".repeat(100_000), "11…' is no number; expected a number such"),
        List.of("1010,", "1e999999999,", ":2: quantity: '1e999999999' is out of range;"),
        List.of("service,item", "item,item", ":1: column 'item' is there twice; expected each"));
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
