package mop.stack.promql;

/**
 * What a query may take. Values are held for every step of a series, present or not, so that {@code
 * maxSamples} bounds memory: one value is 8 bytes.
 *
 * @param maxSamples values held at one time; Prometheus' default of {@code --query.max-samples} is
 *     50 million
 * @param maxSeries series that one selector may find
 * @param maxSteps steps from the start to the end of a range query; Prometheus' API allows 11,000
 */
public record QueryLimits(long maxSamples, int maxSeries, int maxSteps) {
  public static final QueryLimits DEFAULT = new QueryLimits(50_000_000, 1_000_000, 11_000);

  public QueryLimits {
    if (maxSamples < 1 || maxSeries < 1 || maxSteps < 1) {
      throw new IllegalArgumentException("limits of a query must be positive");
    }
  }
}
