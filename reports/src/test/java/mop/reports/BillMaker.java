package mop.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;

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
            "AWS",
            "US East (N. Virginia)",
            "AWS public price pages, read on 2026-10-01"),
        new Result.Scenario(
            "reference",
            "the volumes that the published claims state.",
            Map.of("tracesPerDay", 86_400_000.0, "spansPerTrace", 20.4, "retentionDays", 30.0),
            "node m7g.xlarge; tracesPerDay assumed (claims of 2025-11-07; as stated there);"
                + " spansPerTrace measured (mean of the recordings)"),
        "Quantities measured on the embedded stack and not calibrated on a real server; scaled to 112"
            + " times the trials' rate of traces "
            + (of.recorded()
                ? "in proportion (exponent 1 assumed), beyond the cap of 2 times: read it as a"
                    + " ranking, not a budget."
                : "by laws fitted at 0.25 to 4 times it, followed to 8 times and in proportion from"
                    + " there: read it as a ranking, not a budget."),
        of.arms().stream().map(this::bill).toList());
  }

  private Result.TreatmentCost bill(Arm arm) {
    double monthly = arm.monthly();
    return new Result.TreatmentCost(
        arm.name(),
        EffectMaker.money(monthly),
        of.recorded() ? null : model(monthly),
        null,
        List.of(
            line(
                "traces",
                "S3 Standard",
                0.21 * monthly,
                "0.023",
                "GiB-month",
                Provenance.MODELLED,
                "measured: bytes of objects; grows with size to the power 0.783 [0.761, 0.805], from 12"
                    + " trials of 1 to 4 times the size (over all sizes no power law fits, p < 0.001;"
                    + " in proportion beyond 8 times) × 14 days kept; price:"
                    + " aws.amazon.com/s3/pricing, first 50 TB, read 2025-08-29",
                law(0.783, 0.022)),
            line(
                "traces",
                "S3 Standard PUT, COPY, POST",
                0.13 * monthly,
                "0.005",
                "1,000 requests",
                Provenance.MODELLED,
                "measured: counted by the object store; grows with size to the power 0.001 [-0.01,"
                    + " 0.012], from 14 trials of 0.25 to 4 times the size (in proportion beyond 8 times)",
                law(0.001, 0.011)),
            line(
                "pipeline",
                "nodes m7g.xlarge",
                0.52 * monthly,
                "0.1632",
                "node-hour",
                Provenance.MODELLED,
                "CPU-seconds over 60 % of a node",
                null),
            line(
                "pipeline",
                "cross-zone traffic",
                0.1399 * monthly,
                "0.01",
                "GB",
                Provenance.ASSUMED,
                "two thirds of requests leave their zone",
                law(0.9978, 0.0021)),
            line(
                "traces",
                "S3 Standard LIST",
                0.0001 * monthly,
                "0.005",
                "1,000 requests",
                Provenance.MEASURED,
                "counted at the object store",
                null)),
        List.of("Headroom of 0.4 nodes is not counted as money."));
  }

  private static Estimate model(double monthly) {
    return new Estimate(
        monthly, 0.962 * monthly, 1.087 * monthly, 0.95, "seeded draws of the laws", 14);
  }

  private Result.@Nullable Law law(double exponent, double half) {
    return of.recorded()
        ? null
        : new Result.Law(
            new Estimate(exponent, exponent - half, exponent + half, 0.95, "least squares", 14),
            List.of(0.25, 1.0, 4.0),
            0.4,
            112,
            8);
  }

  private static Result.Line line(
      String component,
      String item,
      double amount,
      String price,
      String unit,
      Provenance how,
      String source,
      Result.@Nullable Law law) {
    BigDecimal unitPrice = new BigDecimal(price);
    return new Result.Line(
        component,
        item,
        amount / unitPrice.doubleValue(),
        unit,
        unitPrice,
        BigDecimal.valueOf(amount).setScale(6, RoundingMode.HALF_EVEN),
        how,
        source,
        law);
  }
}
