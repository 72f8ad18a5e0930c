package mop.analysis.cost;

/**
 * How far a bill reaches beyond what was measured.
 *
 * @param times traces a month at the scenario's size over traces of one trial
 * @param cap beyond which the headline says so
 */
record Extrapolation(double times, double cap) {
  static Extrapolation of(double tracesOfTrial, Scenario scenario) {
    double month = scenario.value(Parameter.TRACES_PER_DAY) * ScalingLaw.DAYS_PER_MONTH;
    return new Extrapolation(month / tracesOfTrial, scenario.value(Parameter.EXTRAPOLATION_CAP));
  }

  String headline(String stack) {
    String measured =
        "Quantities measured on the "
            + stack
            + " stack and not calibrated on a real server; scaled "
            + Words.rough(times)
            + " times to a month of the scenario by laws whose exponent 1 is assumed";
    return times > cap
        ? measured
            + ", beyond the cap of "
            + Words.of(cap)
            + " times: read it as a ranking, not a budget."
        : measured + ".";
  }
}
