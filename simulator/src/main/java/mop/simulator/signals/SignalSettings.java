package mop.simulator.signals;

import java.util.Locale;
import mop.analysis.input.InvalidInput;

/**
 * How dense metrics and logs are.
 *
 * @param metricSeconds time between two exports of a pod's metrics, 1 to 3600; 0 for no metrics
 * @param linesPerRequest log lines of a request that succeeds, 0 to 20: the first at INFO, the
 *     others at DEBUG; a fraction is the share of requests that have one more. Failures are logged
 *     in any case, unless it is {@link #NO_LOGS}
 */
public record SignalSettings(int metricSeconds, double linesPerRequest) {
  /** No logs at all. */
  public static final double NO_LOGS = -1;

  /** Metrics each minute, as SDKs export by default, and a line for each request. */
  public static final SignalSettings DEFAULT = new SignalSettings(60, 1);

  /**
   * @throws InvalidInput when a value is out of range
   */
  public SignalSettings {
    if (metricSeconds < 0 || metricSeconds > 3600) {
      throw wrong("metrics every " + metricSeconds + " s", "0 (none) to 3600 s");
    }
    if (!(linesPerRequest >= 0 && linesPerRequest <= 20) && linesPerRequest != NO_LOGS) {
      throw wrong(
          String.format(Locale.ROOT, "%s log lines a request", linesPerRequest),
          "0 to 20, or -1 for none");
    }
  }

  private static InvalidInput wrong(String what, String expected) {
    return new InvalidInput("signals of the shop", what, expected, "Change it.");
  }
}
