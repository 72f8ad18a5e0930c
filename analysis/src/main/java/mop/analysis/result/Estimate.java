package mop.analysis.result;

/**
 * A value with its interval.
 *
 * @param estimate point estimate
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param level two-sided confidence level, for example 0.95; 0 where one unit gives no interval
 * @param method how the interval was made, for example {@code paired t on log ratios}
 * @param n independent units behind it: blocks, or matched faults; for what fitted laws leave open,
 *     the trials of the law that was fitted to the fewest
 */
public record Estimate(
    double estimate, double low, double high, double level, String method, int n) {}
