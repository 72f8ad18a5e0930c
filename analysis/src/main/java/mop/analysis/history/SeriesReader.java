package mop.analysis.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.history.RunHistory.Change;
import mop.analysis.history.RunHistory.Changes;
import mop.analysis.history.RunHistory.Gate;
import mop.analysis.history.RunHistory.Series;
import mop.analysis.history.RunHistory.Value;
import mop.analysis.inference.BlockMean;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;

/** Reads one primary outcome of one treatment out of the runs, and judges its newest value. */
final class SeriesReader {
  /** With fewer, permutations of two segments are too few for so small a p. */
  static final int FEWEST_FOR_CHANGES = 10;

  /** Earlier runs since the last change that the newest is held against. */
  static final int FEWEST_EARLIER = 4;

  private static final double LEVEL = 0.95;

  private static final ChangePoints.Settings SETTINGS = new ChangePoints.Settings(0.01, 999, 3, 1);

  private final List<Result> runs;
  private final Result.Treatment treatment;
  private final Result.Outcome outcome;
  private final double margin;

  private SeriesReader(
      List<Result> runs, Result.Treatment treatment, String outcome, double margin) {
    this.runs = runs;
    this.treatment = treatment;
    this.margin = margin;
    this.outcome =
        runs.getLast().outcomes().stream()
            .filter(each -> each.name().equals(outcome))
            .findFirst()
            .orElseThrow();
  }

  /** The bill, or what the treatment changes of the baseline's. */
  static Series cost(List<Result> runs, Result.Treatment treatment, double margin) {
    String outcome = runs.getLast().experiment().primaryCost();
    SeriesReader reader = new SeriesReader(runs, treatment, outcome, margin);
    String unit = treatment.baseline() ? reader.outcome.unit() : "fraction of the baseline's bill";
    return reader.series(unit, treatment.baseline());
  }

  /** The share, or its difference to the baseline's. */
  static Series accuracy(List<Result> runs, Result.Treatment treatment) {
    Result.Experiment experiment = runs.getLast().experiment();
    return new SeriesReader(runs, treatment, experiment.primaryAccuracy(), experiment.margin())
        .series("fraction", false);
  }

  private Series series(String unit, boolean relative) {
    List<Value> values = values();
    Changes changes = changes(values);
    return new Series(
        treatment.name(),
        treatment.baseline(),
        outcome.name(),
        outcome.label(),
        outcome.better(),
        unit,
        outcome.provenance(),
        values,
        changes,
        gate(values, changes, relative));
  }

  private List<Value> values() {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      int run = i + 1;
      value(runs.get(i)).ifPresent(estimate -> values.add(new Value(run, estimate)));
    }
    return values;
  }

  private Optional<Estimate> value(Result result) {
    return result.effects().stream()
        .filter(each -> each.outcome().equals(outcome.name()))
        .filter(each -> treatment.baseline() || each.treatment().equals(treatment.name()))
        .findFirst()
        .flatMap(this::value);
  }

  private Optional<Estimate> value(Result.Effect effect) {
    boolean ofCost = outcome.name().equals(runs.getLast().experiment().primaryCost());
    return treatment.baseline()
        ? Optional.of(effect.baseline())
        : ofCost ? Optional.ofNullable(effect.relativeChange()) : Optional.of(effect.difference());
  }

  private static Changes changes(List<Value> values) {
    if (values.size() < FEWEST_FOR_CHANGES) {
      return new Changes(
          Optional.of("needs " + FEWEST_FOR_CHANGES + " runs, there are " + values.size()),
          List.of());
    }
    List<ChangePoints.ChangePoint> points =
        ChangePoints.of(
            values.stream().mapToDouble(value -> value.estimate().estimate()).toArray(), SETTINGS);
    List<Change> found = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      int before = i == 0 ? 0 : points.get(i - 1).index();
      int at = points.get(i).index();
      int after = i + 1 < points.size() ? points.get(i + 1).index() : values.size();
      found.add(
          new Change(
              values.get(at).run(),
              points.get(i).p(),
              mean(values.subList(before, at)),
              mean(values.subList(at, after))));
    }
    return new Changes(Optional.empty(), found);
  }

  private static double mean(List<Value> values) {
    return values.stream()
        .mapToDouble(value -> value.estimate().estimate())
        .average()
        .orElseThrow();
  }

  /**
   * Noise of the newest run is its own interval over blocks, of the others the spread of their
   * values from run to run. The same value from the same telemetry is no change, whatever the
   * interval.
   */
  private Gate gate(List<Value> values, Changes changes, boolean relative) {
    int last = values.isEmpty() ? 0 : values.getLast().run();
    if (last < runs.size()) {
      return notJudged("the newest run has no value");
    }
    int since = changes.found().isEmpty() ? 1 : changes.found().getLast().run();
    List<Value> earlier =
        values.stream().filter(each -> each.run() >= since && each.run() < last).toList();
    if (earlier.size() < FEWEST_EARLIER) {
      return notJudged(
          "needs "
              + FEWEST_EARLIER
              + (changes.found().isEmpty() ? " runs before it" : " runs since the last change")
              + ", there "
              + (earlier.size() == 1 ? "is 1" : "are " + earlier.size()));
    }
    Estimate newest = values.getLast().estimate();
    Estimate reference =
        BlockMean.of(
            earlier.stream().map(each -> each.estimate().estimate()).toList(),
            newest.level() == 0 ? LEVEL : newest.level());
    if (relative && !(reference.estimate() > 0)) {
      return notJudged("the bills before it are not above 0");
    }
    Estimate change =
        repeats(earlier, newest)
            ? new Estimate(0, 0, 0, LEVEL, "the same telemetry gave the same value", newest.n())
            : EstimateDifference.scaled(
                EstimateDifference.of(newest, reference), relative ? reference.estimate() : 1);
    return new Gate(
        Optional.of(RegressionGate.judge(change, margin, outcome.better().equals("lower"))),
        change.level() == 0 ? Optional.of("the newest run has no interval") : Optional.empty(),
        earlier.getFirst().run(),
        earlier.getLast().run(),
        Optional.of(change),
        margin);
  }

  /** Whether the newest run drove what those before it drove, and came to the same value. */
  private boolean repeats(List<Value> earlier, Estimate newest) {
    String telemetry = telemetry(runs.size());
    return earlier.stream()
        .allMatch(each ->
            telemetry(each.run()).equals(telemetry)
                && each.estimate().estimate() == newest.estimate());
  }

  private String telemetry(int run) {
    return runs.get(run - 1).run().workload().sha256();
  }

  private Gate notJudged(String why) {
    return new Gate(Optional.empty(), Optional.of(why), 0, 0, Optional.empty(), margin);
  }
}
