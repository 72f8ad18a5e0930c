package mop.analysis.claims;

import java.util.List;
import mop.analysis.claims.Target.AccuracyFigure;
import mop.analysis.input.YamlFields;

/** Spells the figures of an accuracy as they stand in {@code result.json}. */
final class AccuracyWords {
  private static final List<String> SIGNALS =
      List.of("requestRate", "errorRate", "p50", "p95", "p99");

  private AccuracyWords() {}

  /** The figure below {@code accuracy}: {@code visibleFaults.recall}, {@code signals.p99}, … */
  static AccuracyFigure read(YamlFields fields) {
    String text = fields.text("accuracy");
    if (text.startsWith("coverage.")) {
      return new AccuracyFigure.Coverage(text.substring("coverage.".length()));
    }
    return switch (text) {
      case "visibleFaults.recall" -> new AccuracyFigure.Recall(true);
      case "invisibleFaults.recall" -> new AccuracyFigure.Recall(false);
      case "rootCause.a1" -> new AccuracyFigure.RootCause(1);
      case "rootCause.a3" -> new AccuracyFigure.RootCause(3);
      case String signal
          when signal.startsWith("signals.")
              && SIGNALS.contains(signal.substring("signals.".length())) ->
          new AccuracyFigure.SignalError(signal.substring("signals.".length()));
      case String other ->
          throw fields.wrong(
              "accuracy",
              "unknown figure '" + other + "'",
              "visibleFaults.recall, invisibleFaults.recall, rootCause.a1, rootCause.a3,"
                  + " signals.{requestRate, errorRate, p50, p95, p99} or coverage.WHAT");
    };
  }

  /** For people. */
  static String words(AccuracyFigure figure) {
    return switch (figure) {
      case AccuracyFigure.Recall(boolean visible) ->
          visible ? "recall of visible faults" : "recall of invisible faults";
      case AccuracyFigure.RootCause(int top) -> "root cause A@" + top;
      case AccuracyFigure.SignalError(String signal) -> "median relative error of " + signal;
      case AccuracyFigure.Coverage(String what) -> "share of " + what + " kept";
    };
  }
}
