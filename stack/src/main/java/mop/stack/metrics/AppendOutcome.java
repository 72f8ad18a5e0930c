package mop.stack.metrics;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a batch. What was accepted is in the log.
 *
 * @param samples accepted; one that is there already, with the same value, counts
 * @param histograms how many of these are native histograms
 * @param exemplars accepted
 * @param refused how many of what reason
 * @param example the first refusal with its series; empty when there was none
 */
public record AppendOutcome(
    int samples, int histograms, int exemplars, Map<Refusal, Integer> refused, String example) {
  /** How many samples and exemplars were refused. */
  public int refusedCount() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Collects an outcome. */
  public static final class Tally {
    private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    private int samples;
    private int histograms;
    private int exemplars;
    private String example = "";

    public void sample(boolean histogram) {
      samples++;
      histograms += histogram ? 1 : 0;
    }

    public void exemplar() {
      exemplars++;
    }

    /**
     * @param what the series and time
     */
    public void refuse(Refusal reason, Object what) {
      if (refused.isEmpty()) {
        example = reason.text() + ": " + what;
      }
      refused.merge(reason, 1, Integer::sum);
    }

    public AppendOutcome outcome() {
      return new AppendOutcome(samples, histograms, exemplars, Map.copyOf(refused), example);
    }
  }
}
