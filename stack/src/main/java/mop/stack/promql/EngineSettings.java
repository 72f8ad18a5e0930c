package mop.stack.promql;

/**
 * How queries are evaluated.
 *
 * @param lookbackMillis for how long the last sample of a series counts as its value; Prometheus'
 *     default of {@code --query.lookback-delta} is five minutes
 * @param subqueryStepMillis step of a subquery that names none; in Prometheus the global evaluation
 *     interval, by default one minute
 */
public record EngineSettings(
    Dialect dialect, long lookbackMillis, long subqueryStepMillis, QueryLimits limits) {
  public static final EngineSettings DEFAULT =
      new EngineSettings(Dialect.PROMETHEUS_3, 300_000, 60_000, QueryLimits.DEFAULT);

  public EngineSettings {
    if (lookbackMillis < 1 || subqueryStepMillis < 1) {
      throw new IllegalArgumentException("lookback and step must be at least 1 ms");
    }
  }

  public EngineSettings with(Dialect other) {
    return new EngineSettings(other, lookbackMillis, subqueryStepMillis, limits);
  }

  public EngineSettings with(QueryLimits other) {
    return new EngineSettings(dialect, lookbackMillis, subqueryStepMillis, other);
  }
}
