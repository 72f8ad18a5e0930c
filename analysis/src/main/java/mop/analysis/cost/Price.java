package mop.analysis.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A list price.
 *
 * @param name what the provider calls it
 * @param tiers from 0 upwards without gap or overlap; one tier when the price is flat
 * @param shape size of the machine, for {@link Item#NODE} only
 * @param date day by which it was read
 * @param source where it stands
 * @param note what a reader must know, or empty
 */
public record Price(
    Item item,
    String name,
    Unit unit,
    List<Tier> tiers,
    Optional<NodeShape> shape,
    LocalDate date,
    String source,
    String note) {
  public Price {
    tiers = List.copyOf(tiers);
  }

  /**
   * The price of the units between two marks of the month's total.
   *
   * @param from first unit at this price, in units, inclusive
   * @param to end of the tier, exclusive; absent for the last one
   * @param price of one unit
   */
  public record Tier(BigDecimal from, Optional<BigDecimal> to, BigDecimal price) {}

  /**
   * Size of a machine.
   *
   * @param vcpu virtual processors
   * @param memoryGib memory, in GiB
   */
  public record NodeShape(int vcpu, BigDecimal memoryGib) {}
}
