package mop.analysis.cost;

import java.util.DoubleSummaryStatistics;

/**
 * How far a bill reaches beyond what was measured.
 *
 * @param times the scenario's rate of traces over the measured blocks'
 * @param tried sizes of the trials, as multiples of the measured blocks'
 * @param cap times beyond the sizes tried that laws are followed
 * @param fitted whether any law was fitted
 */
record Extrapolation(double times, DoubleSummaryStatistics tried, double cap, boolean fitted) {
  /**
   * @param tracesOfBlock mean of the baseline's blocks
   */
  static Extrapolation of(
      double tracesOfBlock, boolean fitted, SizeStudy study, Scenario scenario) {
    double rate = scenario.value(Parameter.TRACES_PER_DAY) / ScalingLaw.SECONDS_PER_DAY;
    DoubleSummaryStatistics tried = new DoubleSummaryStatistics();
    tried.accept(1);
    study.trials().forEach(trial -> tried.accept(trial.size()));
    return new Extrapolation(
        rate * study.blockSeconds() / tracesOfBlock,
        tried,
        scenario.value(Parameter.EXTRAPOLATION_CAP),
        fitted);
  }

  String headline(String stack) {
    return "Quantities measured on the "
        + stack
        + " stack and not calibrated on a real server; scaled to "
        + Words.rough(times)
        + " times the trials' rate of traces "
        + (fitted ? byLaws() : inProportion());
  }

  private double followed() {
    return Math.clamp(times, tried.getMin() / cap, tried.getMax() * cap);
  }

  private String byLaws() {
    String laws =
        "by laws fitted at "
            + Words.rough(tried.getMin())
            + " to "
            + Words.rough(tried.getMax())
            + " times it";
    return followed() == times
        ? laws + "."
        : laws
            + ", followed to "
            + Words.rough(followed())
            + " times and in proportion from there: read it as a ranking, not a budget.";
  }

  private String inProportion() {
    String assumed = "in proportion (exponent 1 assumed)";
    return times > cap
        ? assumed
            + ", beyond the cap of "
            + Words.of(cap)
            + " times: read it as a ranking, not a budget."
        : assumed + ".";
  }
}
