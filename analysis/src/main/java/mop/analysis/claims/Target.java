package mop.analysis.claims;

/** The figure of a run that a claim speaks to. */
public sealed interface Target {

  /** A figure of a treatment's effect on an outcome. */
  record OfEffect(String treatment, String outcome, EffectFigure figure, Reading reading)
      implements Target {}

  /** A figure of a treatment's accuracy. */
  record OfAccuracy(String treatment, AccuracyFigure figure, Reading reading) implements Target {}

  /** A treatment's monthly bill. */
  record OfCost(String treatment, Reading reading) implements Target {}

  /** No figure of any run here: the reason. */
  record None(String reason) implements Target {}

  /** Which of the estimates of an effect. */
  enum EffectFigure {
    VALUE("value"),
    RELATIVE_CHANGE("relativeChange"),
    DIFFERENCE("difference");

    private final String key;

    EffectFigure(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /** Which of the figures of an accuracy. */
  sealed interface AccuracyFigure {
    /** Share of faults found in the kept data. */
    record Recall(boolean visible) implements AccuracyFigure {}

    /** Share of faults whose cause is among the first {@code top}, 1 or 3. */
    record RootCause(int top) implements AccuracyFigure {}

    /** Median relative error of a signal. */
    record SignalError(String signal) implements AccuracyFigure {}

    /** Share of something of the full data that is kept. */
    record Coverage(String what) implements AccuracyFigure {}
  }
}
