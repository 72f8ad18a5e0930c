package mop.analysis.cost;

import java.util.List;

/**
 * What a treatment used in a trial of another size than the measured blocks have.
 *
 * @param size rate of the trial as a multiple of the measured blocks' rate, over as much event
 *     time; above 0 and not 1
 * @param block that was drawn at this size, the same for every treatment; no measured block has its
 *     number
 * @param bytes OTLP bytes received
 */
public record SizedUsage(
    String treatment, double size, int block, long bytes, List<ResourceUsage.Use> uses) {
  public SizedUsage {
    if (!(size > 0 && Double.isFinite(size)) || size == 1 || bytes <= 0) {
      throw new IllegalArgumentException("size " + size + ", bytes " + bytes);
    }
    uses = List.copyOf(uses);
  }
}
