package mop.analysis.history;

import java.util.List;
import java.util.Map;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;

/** A run of two treatments: what it costs and finds, when it began, and what it was asked. */
record RunMaker(
    String id,
    String startedAt,
    long seed,
    int blocks,
    String version,
    String telemetry,
    Estimate bill,
    Estimate change,
    Estimate recall,
    Estimate lost) {

  /** The usual one, on the n-th of January. */
  static RunMaker onDay(int day) {
    return new RunMaker(
        "run" + day,
        String.format(java.util.Locale.ROOT, "2026-01-%02dT02:00:00Z", day),
        42,
        11,
        "0.1.0",
        "a".repeat(64),
        estimate(1000, 10),
        estimate(-0.6, 0.01),
        estimate(0.9, 0.03),
        estimate(-0.02, 0.01));
  }

  static Estimate estimate(double value, double half) {
    return new Estimate(value, value - half, value + half, 0.95, "t", 11);
  }

  RunMaker saves(double change) {
    return new RunMaker(
        id,
        startedAt,
        seed,
        blocks,
        version,
        telemetry,
        bill,
        estimate(change, 0.01),
        recall,
        lost);
  }

  RunMaker costs(double value) {
    return new RunMaker(
        id, startedAt, seed, blocks, version, telemetry, estimate(value, 10), change, recall, lost);
  }

  RunMaker loses(Estimate points) {
    return new RunMaker(
        id, startedAt, seed, blocks, version, telemetry, bill, change, recall, points);
  }

  RunMaker asked(long otherSeed, int otherBlocks) {
    return new RunMaker(
        id, startedAt, otherSeed, otherBlocks, version, telemetry, bill, change, recall, lost);
  }

  RunMaker of(String otherVersion, String otherTelemetry) {
    return new RunMaker(
        id, startedAt, seed, blocks, otherVersion, otherTelemetry, bill, change, recall, lost);
  }

  Result make() {
    return new Result(
        Result.SCHEMA,
        new Result.Experiment("bakery", "Which oven?", "cost.monthly", "accuracy.found", 0.05),
        run(),
        new Result.Design(
            List.of(),
            List.of(
                new Result.Treatment("always", true, Map.of("sampler", "always")),
                new Result.Treatment("head", false, Map.of("sampler", "head"))),
            blocks,
            1,
            "fixed",
            List.of(),
            List.of()),
        List.of(
            outcome("cost.monthly", "Monthly cost", "USD/month", "lower", Provenance.MODELLED),
            outcome("accuracy.found", "Faults found", "share", "higher", Provenance.MEASURED)),
        List.of(
            new Result.Effect(
                "head",
                "cost.monthly",
                bill,
                estimate(bill.estimate() * (1 + change.estimate()), 5),
                change,
                estimate(bill.estimate() * change.estimate(), 12),
                null,
                null,
                List.of()),
            new Result.Effect(
                "head", "accuracy.found", recall, recall, null, lost, null, null, List.of())),
        List.of(),
        null,
        null,
        List.of(),
        new Result.Cost(
            "USD",
            new Result.Catalog("cellar", "2026-01-01", "r", null, null, "s"),
            new Result.Scenario("small", "d", Map.of("tracesPerDay", 5.0), "s"),
            "h",
            List.of()),
        List.of(),
        List.of(),
        List.of(),
        new Result.Recommendation("always", false, "why", "none", List.of(), Map.of()),
        new Result.Diagnostics(List.of(), List.of(), List.of(), List.of()));
  }

  private static Result.Outcome outcome(
      String name, String label, String unit, String better, Provenance provenance) {
    return new Result.Outcome(name, label, unit, better, true, provenance, "s");
  }

  private Result.Run run() {
    return new Result.Run(
        id,
        startedAt,
        startedAt,
        seed,
        "./workbench run bakery",
        version,
        new Result.Machine("Linux", "amd64", "a CPU", 2, 1L << 30, "25", 2),
        Map.of("traces", new Result.Component("embedded", version)),
        new Result.Workload("shop", 1000, 100, 100_000, telemetry, 24, 12, 0, ""));
  }
}
