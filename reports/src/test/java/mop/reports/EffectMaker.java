package mop.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;

/** Effects of every treatment on every outcome of a fixture. */
final class EffectMaker {

  private static final String PAIRED = "paired t on log ratios";

  private final ResultMaker of;

  EffectMaker(ResultMaker of) {
    this.of = of;
  }

  List<Result.Effect> effects() {
    List<Result.Effect> effects = new ArrayList<>();
    for (Arm arm : of.arms()) {
      if (!arm.isBaseline()) {
        effects.add(cost(arm));
        if (of.visible() > 0) {
          effects.add(recall(arm));
        }
        effects.add(secondary(arm, "storedBytes", 913_402_112.0, arm.kept()));
        effects.add(secondary(arm, "putRequests", 1440, 0.4 + 0.6 * arm.kept()));
        effects.add(secondary(arm, "cpuSeconds", 31.4, 0.7 + 0.3 * arm.kept()));
        effects.add(errors(arm));
        effects.add(secondary(arm, "energy", 46, 0.9));
      }
    }
    return effects;
  }

  private Result.Effect cost(Arm arm) {
    double base = of.baseline().monthly();
    double change = arm.monthly() / base - 1;
    double half = 0.004 + 0.03 * Math.abs(change);
    boolean invalid = arm.invalid();
    return new Result.Effect(
        arm.name(),
        ResultMaker.COST,
        money(base),
        money(arm.monthly()),
        ResultMaker.around(change, half, PAIRED, 12),
        ResultMaker.around(arm.monthly() - base, half * base, PAIRED, 12),
        new Result.Test("paired t", 1e-9, 6e-9),
        new Result.Verdict(
            invalid ? "invalid" : "improved",
            invalid
                ? "10 of 12 trials left, 12 are needed"
                : percent(change, half, "%") + ": better in every reading of the interval",
            null),
        List.of());
  }

  private Result.Effect recall(Arm arm) {
    int n = of.visible() * of.blocks(arm) / 12;
    int baseline = of.baseline().visible() * of.blocks(arm) / 12;
    int found = arm.visible() * of.blocks(arm) / 12;
    double change = (found - baseline) / (double) n;
    double half = 1.2 / n + 0.9 * Math.sqrt((Math.abs(change) + 0.001) / n);
    return new Result.Effect(
        arm.name(),
        ResultMaker.RECALL,
        share(baseline, n),
        share(found, n),
        null,
        ResultMaker.around(change, half, "Tango interval for paired proportions", n),
        new Result.Test("Tango score", 0.004, 0.012),
        arm.invalid()
            ? verdict("invalid", "")
            : verdict(judged(change, half), said(change, half, n)),
        arm.name().equals("tail")
            ? List.of("12 traces were evicted before they were judged")
            : List.of());
  }

  private static String judged(double change, double half) {
    double margin = 0.02;
    return change + half < -margin
        ? "regressed"
        : change - half > -margin ? "equivalent" : "inconclusive";
  }

  private static String percent(double change, double half, String unit) {
    return String.format(
        Locale.ROOT,
        "%+.1f %s [%+.1f, %+.1f]",
        100 * change,
        unit,
        100 * (change - half),
        100 * (change + half));
  }

  private static String said(double change, double half, int n) {
    return percent(change, half, "pp") + " of " + n + " faults; the margin is -2.0 pp: ";
  }

  private static Result.Verdict verdict(String is, String said) {
    return switch (is) {
      case "regressed" -> new Result.Verdict(is, said + "worse than the margin allows", null);
      case "equivalent" -> new Result.Verdict(is, said + "not worse than the margin allows", null);
      case "inconclusive" ->
          new Result.Verdict(is, said + "the interval reaches beyond the margin", 34);
      default -> new Result.Verdict(is, "10 of 12 trials left, 12 are needed", null);
    };
  }

  private Result.Effect secondary(Arm arm, String outcome, double base, double ratio) {
    double value = base * ratio;
    return new Result.Effect(
        arm.name(),
        outcome,
        ResultMaker.around(base, 0.02 * base, PAIRED, 12),
        ResultMaker.around(value, 0.02 * value, PAIRED, 12),
        ResultMaker.around(ratio - 1, 0.01, PAIRED, 12),
        ResultMaker.around(value - base, 0.02 * base, PAIRED, 12),
        null,
        null,
        outcome.equals("cpuSeconds") ? List.of("strong skew: the mean may mislead") : List.of());
  }

  private static Result.Effect errors(Arm arm) {
    double kept = Math.min(1, 0.3 + arm.kept());
    return new Result.Effect(
        arm.name(),
        "errorTracesKept",
        ResultMaker.around(1, 0, "counted", 12),
        ResultMaker.around(kept, 0.01, "counted", 12),
        null,
        ResultMaker.around(kept - 1, 0.01, "counted", 12),
        null,
        null,
        List.of());
  }

  static Estimate money(double monthly) {
    return ResultMaker.around(monthly, 0.029 * monthly, "t over blocks", 12);
  }

  static Estimate share(int count, int of) {
    Result.Proportion p = wilson(count, of);
    return new Estimate(p.estimate(), p.low(), p.high(), 0.95, "Wilson", of);
  }

  static Result.Proportion wilson(int count, int of) {
    if (of == 0) {
      return new Result.Proportion(0, 0, 0, 0, 1);
    }
    double z = 1.959964;
    double p = (double) count / of;
    double scale = 1 / (1 + z * z / of);
    double centre = scale * (p + z * z / (2 * of));
    double half = scale * z * Math.sqrt(p * (1 - p) / of + z * z / (4.0 * of * of));
    return new Result.Proportion(
        count, of, p, Math.max(0, centre - half), Math.min(1, centre + half));
  }

  static @Nullable Double whenAny(int count, double value) {
    return count == 0 ? null : value;
  }
}
