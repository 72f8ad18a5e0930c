package mop.analysis.cost.focus;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mop.analysis.cost.Price;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.estimate.CatalogEstimate;
import mop.analysis.result.Result;

/**
 * A line of our own bill.
 *
 * @param item name of the price, without its tier
 * @param unit as bills write it
 */
public record OurLine(String item, BigDecimal quantity, String unit, BigDecimal amount) {

  /** The lines of an estimate. */
  public static List<OurLine> of(CatalogEstimate estimate, PriceCatalog catalog) {
    return estimate.lines().stream()
        .map(line ->
            new OurLine(base(line.item(), catalog), line.quantity(), line.unit(), line.amount()))
        .toList();
  }

  /** The lines of a treatment's bill. */
  public static List<OurLine> of(Result.TreatmentCost bill, PriceCatalog catalog) {
    return bill.lines().stream()
        .map(line ->
            new OurLine(
                base(line.item(), catalog),
                BigDecimal.valueOf(line.quantity()),
                line.unit(),
                line.amount()))
        .toList();
  }

  private static String base(String item, PriceCatalog catalog) {
    Optional<String> name =
        catalog.prices().stream()
            .map(Price::name)
            .filter(item::startsWith)
            .max(Comparator.comparingInt(String::length));
    return name.orElse(item);
  }
}
