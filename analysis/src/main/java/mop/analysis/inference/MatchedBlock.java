package mop.analysis.inference;

/**
 * The events of one block, each looked for twice: with the baseline and with a treatment.
 *
 * @param block the workload draw
 * @param both events found with either
 * @param onlyBaseline events found with the baseline only
 * @param onlyTreatment events found with the treatment only
 * @param neither events found with none
 */
public record MatchedBlock(int block, int both, int onlyBaseline, int onlyTreatment, int neither) {
  public MatchedBlock {
    if (both < 0 || onlyBaseline < 0 || onlyTreatment < 0 || neither < 0) {
      throw new IllegalArgumentException(
          "counts of matched events must not be negative, got "
              + both
              + ", "
              + onlyBaseline
              + ", "
              + onlyTreatment
              + ", "
              + neither
              + " in block "
              + block);
    }
  }

  /** All events of the block. */
  public int events() {
    return both + onlyBaseline + onlyTreatment + neither;
  }
}
