package mop.analysis.cost.scaling;

/**
 * What a trial of some size used.
 *
 * @param size of the trial, as a multiple of the design's size: ¼, 1, 4; above 0
 * @param amount what it used, above 0
 */
public record SizedTrial(double size, double amount) {
  public SizedTrial {
    if (!(size > 0 && Double.isFinite(size) && amount > 0 && Double.isFinite(amount))) {
      throw new IllegalArgumentException(
          "a power law needs sizes and amounts above 0, got " + size + ", " + amount);
    }
  }
}
