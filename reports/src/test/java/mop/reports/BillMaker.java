package mop.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;

/** Bills of a fixture: shares of the monthly cost as lines. */
final class BillMaker {

  private final ResultMaker of;

  BillMaker(ResultMaker of) {
    this.of = of;
  }

  Result.Cost cost() {
    return new Result.Cost(
        "USD",
        new Result.Catalog(
            "aws-us-east-1",
            "2026-10-01",
            "us-east-1",
            "AWS public price pages, read on 2026-10-01"),
        new Result.Scenario(
            "reference",
            "the volumes that the published claims state.",
            Map.of("tracesPerDay", 86_400_000.0, "spansPerTrace", 20.4, "retentionDays", 30.0),
            "node m7g.xlarge; tracesPerDay assumed (claims of 2025-11-07; as stated there);"
                + " spansPerTrace measured (mean of the recordings)"),
        "Quantities measured on the embedded stack and not calibrated on a real server; scaled 845"
            + " times to a month of the scenario by laws whose exponent 1 is assumed.",
        of.arms().stream().map(this::bill).toList());
  }

  private Result.TreatmentCost bill(Arm arm) {
    double monthly = arm.monthly();
    return new Result.TreatmentCost(
        arm.name(),
        EffectMaker.money(monthly),
        List.of(
            line(
                "traces",
                "S3 Standard",
                0.21 * monthly,
                "0.023",
                "GiB-month",
                Provenance.MODELLED,
                "bytes stored of the trial × 845 (linear in bytes), kept 14 days; price: aws.amazon.com/s3/pricing, first 50 TB, read 2025-08-29"),
            line(
                "traces",
                "S3 Standard PUT, COPY, POST",
                0.13 * monthly,
                "0.005",
                "1,000 requests",
                Provenance.MODELLED,
                "counted requests × scaling law, exponent 0.86"),
            line(
                "pipeline",
                "nodes m7g.xlarge",
                0.52 * monthly,
                "0.1632",
                "node-hour",
                Provenance.MODELLED,
                "CPU-seconds over 60 % of a node"),
            line(
                "pipeline",
                "cross-zone traffic",
                0.1399 * monthly,
                "0.01",
                "GB",
                Provenance.ASSUMED,
                "two thirds of requests leave their zone"),
            line(
                "traces",
                "S3 Standard LIST",
                0.0001 * monthly,
                "0.005",
                "1,000 requests",
                Provenance.MEASURED,
                "counted at the object store")),
        List.of("Headroom of 0.4 nodes is not counted as money."));
  }

  private static Result.Line line(
      String component,
      String item,
      double amount,
      String price,
      String unit,
      Provenance how,
      String source) {
    BigDecimal unitPrice = new BigDecimal(price);
    return new Result.Line(
        component,
        item,
        amount / unitPrice.doubleValue(),
        unit,
        unitPrice,
        BigDecimal.valueOf(amount).setScale(6, RoundingMode.HALF_EVEN),
        how,
        source);
  }
}
