package mop.analysis.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list price.
 *
 * @param storageClass for items of the object store; {@code STANDARD} for all others
 * @param name what the provider calls it
 * @param tiers from 0 upwards without gap or overlap; one tier when the price is flat. What is
 *     included without extra charge is a first tier that costs nothing.
 * @param quota what each host or user brings along without extra charge, before the tiers begin
 * @param shape size of the machine, for {@link Item#NODE} only
 * @param date day by which it was read
 * @param source where it stands
 * @param note what a reader must know, or empty
 * @param billedAs words by which an invoice calls it, beside its name
 */
public record Price(
    Item item,
    StorageClass storageClass,
    String name,
    Unit unit,
    List<Tier> tiers,
    Optional<Quota> quota,
    Optional<NodeShape> shape,
    LocalDate date,
    String source,
    String note,
    List<String> billedAs) {
  public Price {
    tiers = List.copyOf(tiers);
    billedAs = List.copyOf(billedAs);
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

  /**
   * An allowance that grows with something else that is bought.
   *
   * @param amount units for each, above 0
   * @param per what brings it along: a host or a user
   */
  public record Quota(BigDecimal amount, Item per) {}

  /**
   * A part of a quantity that falls into one tier.
   *
   * @param quantity units, at least 0
   */
  public record Slice(Tier tier, BigDecimal quantity) {}

  /** The tiers that the units from {@code start} to {@code end} of the month's total fall into. */
  public List<Slice> slices(BigDecimal start, BigDecimal end) {
    List<Slice> slices = new ArrayList<>();
    for (Tier tier : tiers) {
      BigDecimal from = tier.from().max(start);
      BigDecimal to = tier.to().map(end::min).orElse(end);
      boolean nothingAtAll = end.compareTo(start) == 0 && covers(tier, start);
      if (to.compareTo(from) > 0 || nothingAtAll) {
        slices.add(new Slice(tier, to.subtract(from).max(BigDecimal.ZERO)));
      }
    }
    return slices;
  }

  private static boolean covers(Tier tier, BigDecimal position) {
    return tier.from().compareTo(position) <= 0
        && tier.to().map(to -> to.compareTo(position) > 0).orElse(true);
  }

  /** This price after a quantity that costs nothing; its tiers begin behind it. */
  public Price withIncluded(BigDecimal quantity) {
    if (quantity.signum() == 0) {
      return this;
    }
    List<Tier> shifted = new ArrayList<>();
    shifted.add(new Tier(BigDecimal.ZERO, Optional.of(quantity), BigDecimal.ZERO));
    tiers.forEach(tier ->
        shifted.add(
            new Tier(tier.from().add(quantity), tier.to().map(quantity::add), tier.price())));
    return new Price(
        item, storageClass, name, unit, shifted, quota, shape, date, source, note, billedAs);
  }

  /** Name of the price on a bill, with the tier where there are several. */
  public String nameOf(Tier tier) {
    if (tiers.size() == 1) {
      return name;
    }
    String from = Words.of(tier.from().doubleValue());
    return name
        + tier.to()
            .map(to -> ", " + from + " to " + Words.of(to.doubleValue()))
            .orElse(", over " + from);
  }
}
