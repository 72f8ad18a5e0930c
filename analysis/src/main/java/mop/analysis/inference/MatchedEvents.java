package mop.analysis.inference;

import java.util.List;

/**
 * Matched events pooled over blocks: a paired 2 × 2 table.
 *
 * @param both events found with baseline and treatment
 * @param onlyBaseline events found with the baseline only
 * @param onlyTreatment events found with the treatment only
 * @param neither events found with none
 */
public record MatchedEvents(int both, int onlyBaseline, int onlyTreatment, int neither) {

  /** Sums over blocks. */
  public static MatchedEvents pooled(List<MatchedBlock> blocks) {
    int both = 0;
    int onlyBaseline = 0;
    int onlyTreatment = 0;
    int neither = 0;
    for (MatchedBlock block : blocks) {
      both += block.both();
      onlyBaseline += block.onlyBaseline();
      onlyTreatment += block.onlyTreatment();
      neither += block.neither();
    }
    return new MatchedEvents(both, onlyBaseline, onlyTreatment, neither);
  }

  /** Number of events. */
  public int n() {
    return both + onlyBaseline + onlyTreatment + neither;
  }

  /** Found with the baseline. */
  public int baseline() {
    return both + onlyBaseline;
  }

  /** Found with the treatment. */
  public int treatment() {
    return both + onlyTreatment;
  }

  /** Share found with the treatment less share found with the baseline; 0 without events. */
  public double difference() {
    return n() == 0 ? 0 : (double) (onlyTreatment - onlyBaseline) / n();
  }
}
