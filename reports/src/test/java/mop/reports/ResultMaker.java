package mop.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;

/** Builds a whole result from a few facts about each treatment. */
final class ResultMaker {

  static final String COST = "cost.monthly";
  static final String RECALL = "accuracy.faultRecall";

  private final List<Arm> arms;
  private int visible;
  private int invisible;
  private String workload = "shop";
  private String winner = "adaptive-5";
  private Result.@Nullable Factorial factorial;
  private int stoppedAfter;

  ResultMaker(List<Arm> arms) {
    this.arms = arms;
  }

  ResultMaker faults(int seen, int unseen) {
    visible = seen;
    invisible = unseen;
    return this;
  }

  ResultMaker workload(String spec) {
    workload = spec;
    return this;
  }

  /** Empty for none. */
  ResultMaker winner(String name) {
    winner = name;
    return this;
  }

  /** With what each factor does. */
  ResultMaker factorial(Result.Factorial effects) {
    factorial = effects;
    return this;
  }

  /** A guardrail stops the first treatment after so many blocks. */
  ResultMaker stopped(int blocks) {
    stoppedAfter = blocks;
    return this;
  }

  /** Blocks that a treatment was tried on. */
  int blocks(Arm arm) {
    return stoppedAfter > 0 && arm.equals(arms.get(1)) ? stoppedAfter : 12;
  }

  boolean recorded() {
    return workload.startsWith("otlp:");
  }

  Arm baseline() {
    return arms.stream().filter(Arm::isBaseline).findFirst().orElseThrow();
  }

  List<Arm> arms() {
    return arms;
  }

  int visible() {
    return visible;
  }

  int invisible() {
    return invisible;
  }

  Result make() {
    boolean adopt = !winner.isEmpty();
    return new Result(
        Result.SCHEMA,
        new Result.Experiment(
            "adaptive-sampling",
            "Which sampling policy costs least while faults are still found?",
            COST,
            RECALL,
            0.02),
        run(),
        design(),
        outcomes(),
        new EffectMaker(this).effects(),
        robustness(),
        factorial,
        factorial == null ? null : FactorMaker.surface(),
        List.of(),
        new BillMaker(this).cost(),
        new AccuracyMaker(this).accuracy(),
        ClaimMaker.claims(),
        gates(adopt),
        recommendation(adopt),
        diagnostics());
  }

  /** Every other method agrees, but for one on the accuracy of the first treatment. */
  private List<Result.Robustness> robustness() {
    List<Result.Robustness> all = new ArrayList<>();
    for (Arm arm : arms) {
      if (!arm.isBaseline()) {
        String odd = all.isEmpty() ? "inconclusive" : "equivalent";
        all.add(
            new Result.Robustness(
                arm.name(),
                COST,
                "improved",
                List.of(
                    new Result.Method("paired t, log ratios", -0.52, -0.43, null, "improved"),
                    new Result.Method("exact sign-flip", null, null, 0.0005, "improved"))));
        all.add(
            new Result.Robustness(
                arm.name(),
                RECALL,
                "equivalent",
                List.of(
                    new Result.Method("Tango score", -0.01, 0.02, null, "equivalent"),
                    new Result.Method("Newcombe hybrid score", -0.03, 0.02, null, odd))));
      }
    }
    return all;
  }

  private Result.Run run() {
    return new Result.Run(
        recorded() ? "20261124-104512-b20e" : "20261124-093041-7f3c",
        "2026-11-24T09:30:41Z",
        "2026-11-24T09:31:52Z",
        42,
        "./workbench run adaptive-sampling" + (recorded() ? " --workload " + workload : ""),
        "0.1.0",
        new Result.Machine(
            "Linux 6.18", "amd64", "AMD EPYC 7B13", 2, 25_200_000_000L, "25.0.1+8", 2),
        Map.of(
            "pipeline", new Result.Component("embedded", "0.1.0"),
            "traces", new Result.Component("embedded", "vParquet5")),
        new Result.Workload(
            workload,
            recorded() ? 846_632 : 2_412_096,
            recorded() ? 19_107 : 118_400,
            recorded() ? 301_244_871L : 913_402_112L,
            "9c1f5d0a7be2a4f3c8d1e6b7a9f00213d4c5b6a798e1f2031425364758697a8b",
            visible + invisible,
            visible,
            recorded() ? 3 : 0,
            recorded()
                ? "This recording has no span status: error policies had nothing to act on."
                : ""));
  }

  private Result.Design design() {
    return new Result.Design(
        List.of(
            new Result.Factor(
                "sampler", arms.stream().map(a -> level(a, "sampler")).distinct().toList()),
            new Result.Factor(
                "setting", arms.stream().map(a -> level(a, "setting")).distinct().toList())),
        arms.stream().map(a -> new Result.Treatment(a.name(), a.isBaseline(), a.levels())).toList(),
        12,
        1,
        "fixed number of blocks, named before the run",
        arms.stream()
            .filter(a -> blocks(a) < 12)
            .map(a ->
                new Result.Stopped(
                    a.name(), blocks(a), RECALL, 0.2, around(-0.5, 0.2, "confidence sequence", 90)))
            .toList(),
        List.of(
            new Result.Power(
                COST,
                "interval: paired t on log ratios",
                12,
                "treatments save a fifth or more",
                0.99,
                0.031,
                null,
                true,
                List.of(
                    new Result.MethodPower(
                            "exact sign-flip", null, 0.98, 0.033, "simulated, 2000 draws")
                        .deciding("test"),
                    new Result.MethodPower(
                        "two one-sided t",
                        "the same within 5 %, if nothing changes",
                        0.97,
                        0.038,
                        "exact"))),
            new Result.Power(
                RECALL,
                "paired proportions, Tango",
                visible,
                "a twentieth of the faults is discordant",
                recorded() ? 0.07 : 0.86,
                recorded() ? 0.21 : 0.018,
                recorded() ? 0.18 : 0.012,
                !recorded(),
                List.of(
                    new Result.MethodPower(
                        "Newcombe hybrid score", null, 0.84, 0.019, "exact sum over tables"),
                    new Result.MethodPower(
                        "exact McNemar",
                        "more found, if truly by the margin",
                        0.21,
                        recorded() ? null : 0.055,
                        "exact sum over tables, as many lost as without a difference")))));
  }

  private static String level(Arm arm, String factor) {
    return arm.levels().getOrDefault(factor, "–");
  }

  private List<Result.Outcome> outcomes() {
    return List.of(
        outcome(
            COST,
            "Monthly cost",
            "USD/month",
            "lower",
            true,
            Provenance.MODELLED,
            "measured usage × list prices at the reference scenario"),
        outcome(
            RECALL,
            "Visible faults found",
            "share",
            "higher",
            true,
            Provenance.MEASURED,
            "residual detector against the injected faults"),
        outcome(
            "storedBytes",
            "Stored bytes",
            "bytes",
            "lower",
            false,
            Provenance.MEASURED,
            "bytes of the objects in the store"),
        outcome(
            "putRequests",
            "PUT requests",
            "requests",
            "lower",
            false,
            Provenance.MEASURED,
            "counted at the object store"),
        outcome(
            "cpuSeconds",
            "Pipeline CPU",
            "s",
            "lower",
            false,
            Provenance.MEASURED,
            "CPU time of the pipeline's threads"),
        outcome(
            "errorTracesKept",
            "Error traces kept",
            "share",
            "higher",
            false,
            Provenance.MEASURED,
            "kept and full data, by trace"),
        outcome(
            "energy",
            "Energy",
            "kWh/month",
            "lower",
            false,
            Provenance.ASSUMED,
            "power per core taken from a data sheet, not measured here"));
  }

  private static Result.Outcome outcome(
      String name,
      String label,
      String unit,
      String better,
      boolean primary,
      Provenance how,
      String source) {
    return new Result.Outcome(name, label, unit, better, primary, how, source);
  }

  private List<Result.Gate> gates(boolean adopt) {
    return List.of(
        new Result.Gate(
            "cost.monthly.relativeChange.high < -0.1",
            "passed",
            "highest end of the interval is −0.55"),
        new Result.Gate(
            "accuracy.faultRecall.low >= -0.02",
            adopt ? "passed" : "inconclusive",
            adopt ? "low end −0.011" : "the interval holds the limit: −0.21 to 0.20"));
  }

  private Result.Recommendation recommendation(boolean adopt) {
    if (!adopt) {
      return new Result.Recommendation(
          baseline().name(),
          false,
          "No treatment is shown to be cheaper and to find as many faults.",
          "nothing",
          List.of(
              "Staying costs " + baseline().monthly() + " USD a month at the reference scenario."),
          Map.of());
    }
    return new Result.Recommendation(
        winner,
        true,
        "Of the treatments that are cheaper and lose no more than the margin, it keeps the most"
            + " accuracy per dollar.",
        "2311 USD a month",
        List.of(
            "Faults without any trace in latency, errors or paths stay as hard to find as before.",
            "A surge beyond 3× was not part of this workload."),
        Map.of(
            "collector",
            """
            processors:
              tail_sampling:
                decision_wait: 10s
                num_traces: 50000
                policies:
                  - name: errors
                    type: status_code
                    status_code: {status_codes: [ERROR]}
                  - name: "slow & rare <p99>"
                    type: latency
                    latency: {threshold_ms: 900}
            """,
            "alloy",
            """
            otelcol.processor.tail_sampling "adaptive" {
              decision_wait = "10s"
              policy {
                name = "errors"
                type = "status_code"
                status_code { status_codes = ["ERROR"] }
              }
            }
            """));
  }

  private Result.Diagnostics diagnostics() {
    List<Result.Budget> budgets = new ArrayList<>();
    for (Arm a : arms) {
      long evicted = a.name().equals("tail") ? 12 : 0;
      budgets.add(new Result.Budget(a.name(), a.budget(), "bytes", a.kept(), evicted, 214, 31));
    }
    List<Result.Invalidated> invalidated = new ArrayList<>();
    for (Arm a : arms) {
      if (a.invalid()) {
        invalidated.add(
            new Result.Invalidated(
                4, a.name(), "assembly ran out of memory: 61 % of traces evicted"));
        invalidated.add(
            new Result.Invalidated(
                9, a.name(), "assembly ran out of memory: 58 % of traces evicted"));
      }
    }
    List<String> warnings =
        recorded()
            ? List.of(
                "15 visible faults can decide no margin below 18 pp",
                "3 lines could not be read: traces.otlp.jsonl.gz 118, 2204, 9310")
            : List.of("peak heap was read once a second; short peaks may be missing");
    return new Result.Diagnostics(budgets, invalidated, List.of(), warnings);
  }

  static Estimate around(double value, double half, String method, int n) {
    return new Estimate(value, value - half, value + half, 0.95, method, n);
  }
}
