package mop.analysis.cost.estimate;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a system costs a month in one catalogue.
 *
 * @param catalog name as given to {@code --catalog}
 * @param date day by which all its prices were read
 * @param family {@code self-hosted}, {@code hosted} or {@code mixed}
 * @param includes what a hosted price contains besides, or empty
 * @param note what the catalogue says of itself, or empty
 * @param total sum of the lines, to the cent
 * @param carried uses that are paid through others, and how
 * @param leftOut uses that this total does not contain, and why
 * @param shares dimension (service, team) to what each of its members causes
 */
public record CatalogEstimate(
    String catalog,
    String date,
    String region,
    String currency,
    String family,
    String includes,
    String note,
    String source,
    BigDecimal total,
    List<EstimateLine> lines,
    List<String> carried,
    List<String> leftOut,
    SequencedMap<String, SequencedMap<String, BigDecimal>> shares) {
  public CatalogEstimate {
    lines = List.copyOf(lines);
    carried = List.copyOf(carried);
    leftOut = List.copyOf(leftOut);
    BigDecimal sum =
        lines.stream().map(EstimateLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(total) != 0) {
      throw new IllegalArgumentException("lines sum to " + sum + ", not to " + total);
    }
  }

  /** Sum of the lines of each component, in the order of their first line. */
  public SequencedMap<String, BigDecimal> byComponent() {
    SequencedMap<String, BigDecimal> sums = new LinkedHashMap<>();
    lines.forEach(line -> sums.merge(line.component(), line.amount(), BigDecimal::add));
    return sums;
  }
}
