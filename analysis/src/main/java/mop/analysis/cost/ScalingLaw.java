package mop.analysis.cost;

import java.util.Optional;

/**
 * How an amount of a trial becomes the amount of a day at the scenario's size: in proportion to one
 * driver, stretched by how the amount was seen to grow with size.
 *
 * @param driver what the amount grows with
 * @param perDay of the driver, at the scenario's size
 * @param inTrial of the driver, in the trial
 */
record ScalingLaw(Driver driver, double perDay, double inTrial, Growth growth) {
  /** Hours of the month that prices are quoted for. */
  static final int HOURS_PER_MONTH = Month.HOURS;

  static final double DAYS_PER_MONTH = HOURS_PER_MONTH / 24.0;
  static final double SECONDS_PER_DAY = 86_400;

  /**
   * The law of a resource: its own driver where the scenario states it, else traces. Absent when
   * the resource grows with queries and the trial asked none, and for metrics and logs: nothing
   * says how many of them a scenario's traces come with.
   */
  static Optional<ScalingLaw> of(
      ResourceUsage.Use use, ResourceUsage trial, Scenario scenario, Growths growths) {
    if (!use.ofTraces()) {
      return Optional.empty();
    }
    Growth growth = growths.of(use);
    ScalingLaw traces =
        new ScalingLaw(
            Driver.TRACES, scenario.value(Parameter.TRACES_PER_DAY), trial.traces(), growth);
    return switch (use.resource().driver()) {
      case TRACES -> Optional.of(traces);
      case BYTES ->
          scenario
              .given(Parameter.INGEST_BYTES_PER_DAY)
              .map(bytes -> new ScalingLaw(Driver.BYTES, bytes.value(), trial.bytes(), growth))
              .or(() -> Optional.of(traces));
      case QUERIES ->
          trial.queries() == 0
              ? Optional.empty()
              : Optional.of(
                  new ScalingLaw(
                      Driver.QUERIES,
                      scenario.value(Parameter.QUERIES_PER_DAY),
                      trial.queries(),
                      Growth.ASSUMED));
      case OTHER_SIGNAL -> Optional.empty();
    };
  }

  double daily(double amount) {
    return amount / inTrial * perDay * growth.stretch();
  }

  double monthly(double amount) {
    return daily(amount) * DAYS_PER_MONTH;
  }

  /** Mean amount a second, over a day. */
  double perSecond(double amount) {
    return daily(amount) / SECONDS_PER_DAY;
  }

  @Override
  public String toString() {
    return growth.inWords(driver);
  }
}
