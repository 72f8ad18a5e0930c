package mop.reports;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;

/** The accuracy of every treatment of a fixture in detail. */
final class AccuracyMaker {

  private static final List<String> KINDS =
      List.of(
          "latency degradation",
          "error surge",
          "traffic spike",
          "resource exhaustion",
          "dependency outage",
          "rare path");

  private final ResultMaker of;

  AccuracyMaker(ResultMaker of) {
    this.of = of;
  }

  List<Result.Accuracy> accuracy() {
    return of.arms().stream().map(this::accuracy).toList();
  }

  private Result.Accuracy accuracy(Arm arm) {
    return new Result.Accuracy(
        arm.name(),
        score(true, of.visible(), arm.visible(), of.baseline().visible()),
        score(false, of.invisible(), arm.invisible(), of.baseline().invisible()),
        classes(arm),
        new Result.RootCause(
            of.visible(),
            EffectMaker.wilson(arm.visible() * 6 / 10, of.visible()),
            EffectMaker.wilson(arm.visible() * 8 / 10, of.visible()),
            0.71 * arm.visible() / Math.max(1, of.baseline().visible()),
            0.58,
            0.71,
            "a spectrum method (Ochiai)"),
        signals(arm),
        List.of(
            new Result.Coverage(
                "callPaths",
                ResultMaker.around(Math.min(0.99, 0.6 + arm.kept()), 0.01, "counted", 12)),
            new Result.Coverage(
                "errorTraces",
                ResultMaker.around(Math.min(0.99, 0.3 + arm.kept()), 0.01, "counted", 12)),
            new Result.Coverage(
                "slowTraces",
                ResultMaker.around(Math.min(0.99, 0.5 + arm.kept()), 0.01, "counted", 12))),
        detectors(arm));
  }

  /** The one that decides, and two that find a little less. */
  private List<Result.Detector> detectors(Arm arm) {
    return List.of(
        detector("robust-z", arm, 0),
        detector("holt-winters", arm, 3),
        detector("isolation-forest", arm, 9));
  }

  private Result.Detector detector(String name, Arm arm, int fewer) {
    int faults = of.visible();
    int found = Math.max(0, arm.visible() - fewer);
    int full = Math.max(0, of.baseline().visible() - fewer);
    double change = faults == 0 ? 0 : (found - full) / (double) faults;
    return new Result.Detector(
        name,
        fewer == 0,
        EffectMaker.wilson(found, faults),
        EffectMaker.wilson(full, faults),
        ResultMaker.around(change, faults == 0 ? 1 : 1.5 / faults + 0.01, "Tango", faults),
        EffectMaker.whenAny(found, 74.0),
        EffectMaker.whenAny(full, 61.0),
        0.023,
        0.021);
  }

  private static Result.FaultScore score(boolean visible, int faults, int found, int full) {
    double change = faults == 0 ? 0 : (found - full) / (double) faults;
    return new Result.FaultScore(
        faults,
        EffectMaker.wilson(found, faults),
        EffectMaker.wilson(full, faults),
        ResultMaker.around(change, faults == 0 ? 1 : 1.5 / faults + 0.01, "Tango", faults),
        EffectMaker.whenAny(visible ? found : 0, 0.93),
        EffectMaker.whenAny(visible ? found : 0, 0.9),
        EffectMaker.whenAny(found, 74.0),
        EffectMaker.whenAny(full, 61.0),
        "robust-z at 0.02 false alarms a fault-free minute in full and kept data alike; kept traces"
            + " weighted by adjusted counts; found by chance: at most 2.1 %");
  }

  private List<Result.FaultClass> classes(Arm arm) {
    List<Result.FaultClass> classes = new ArrayList<>();
    for (String kind : KINDS) {
      int faults = of.visible() / KINDS.size();
      int full = of.baseline().visible() / KINDS.size();
      classes.add(new Result.FaultClass(kind, true, faults, full, arm.visible() / KINDS.size()));
    }
    classes.add(
        new Result.FaultClass(
            "wrong result", false, of.invisible(), of.baseline().invisible(), arm.invisible()));
    return classes;
  }

  private List<Result.SignalError> signals(Arm arm) {
    List<Result.SignalError> signals = new ArrayList<>();
    double error = arm.isBaseline() ? 0 : 0.012 + 0.02 * (1 - arm.kept());
    for (String signal : List.of("requestRate", "errorRate", "p50", "p95", "p99")) {
      boolean refused = !arm.isBaseline() && (of.recorded() || arm.name().equals("published"));
      signals.add(refused ? refused(signal) : estimated(signal, error));
      error *= 1.9;
    }
    return signals;
  }

  private static Result.SignalError refused(String signal) {
    return new Result.SignalError(
        signal,
        null,
        null,
        50_400,
        0,
        0,
        0,
        "the rate limiter gives traces no known inclusion probability");
  }

  private static Result.SignalError estimated(String signal, double error) {
    Estimate median = ResultMaker.around(error, 0.06 * error, "BCa over blocks", 12);
    return new Result.SignalError(
        signal, median, 3.2 * error, 50_400, error == 0 ? 0 : 1310, 40_000, 37_900, null);
  }
}
