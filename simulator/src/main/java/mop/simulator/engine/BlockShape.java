package mop.simulator.engine;

/**
 * How large a block is and what is wrong in it.
 *
 * @param startSecond its begin, Unix seconds
 * @param seconds its length
 * @param spans expected number of spans
 * @param faults number of faults
 * @param prevalence expected share of traces that a fault hits
 */
public record BlockShape(
    long startSecond, int seconds, double spans, int faults, double prevalence) {
  /** The first seconds of every block are free of faults: detectors and samplers learn there. */
  public static final int FAULT_FREE_SECONDS = 900;

  /** A fault and the calm around it take at least this long. */
  public static final int LEAST_FAULT_SLOT_SECONDS = 90;

  /** How many faults fit into a block of this length. */
  public static int mostFaults(int seconds) {
    return Math.max(0, (seconds - FAULT_FREE_SECONDS) / LEAST_FAULT_SLOT_SECONDS);
  }
}
