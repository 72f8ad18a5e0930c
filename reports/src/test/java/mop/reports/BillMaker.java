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
            "claims of 2025-11-07"),
        "Modelled: quantities come from the embedded stack and were not calibrated on a real server.",
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
                "object store bytes",
                0.21 * monthly,
                "0.023",
                "GB-month",
                Provenance.MODELLED,
                "stored bytes × scaling law, exponent 1.00"),
            line(
                "traces",
                "PUT requests",
                0.13 * monthly,
                "0.000005",
                "requests",
                Provenance.MODELLED,
                "counted requests × scaling law, exponent 0.86"),
            line(
                "pipeline",
                "nodes m7g.xlarge",
                0.52 * monthly,
                "0.1632",
                "hours",
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
                "LIST requests",
                0.0001 * monthly,
                "0.000005",
                "requests",
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
