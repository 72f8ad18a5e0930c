package mop.analysis.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;

/**
 * Collects the lines of a bill. A tiered price counts what all lines of its item use together, in
 * the order in which they are added, and makes one line per tier, so that on every line the amount
 * is quantity × unit price.
 */
final class BillLines {
  /** Decimals of a quantity: a millionth of a GiB-month costs less than a millionth of a cent. */
  private static final int DECIMALS = 6;

  /** Digits that a double carries without loss. */
  private static final MathContext EXACT_AS_DOUBLE = new MathContext(15, RoundingMode.HALF_EVEN);

  private final List<Result.Line> lines = new ArrayList<>();
  private final Map<Item, BigDecimal> used = new EnumMap<>(Item.class);

  /**
   * Adds what a component needs of an item.
   *
   * @param use what for, where one component needs the item for several things; else empty
   * @param amount bytes, byte-months, requests or node-hours a month
   * @param origin how the amount was made
   * @param law by which it grows, where one was fitted
   */
  void add(
      String component,
      Price price,
      String use,
      double amount,
      Provenance provenance,
      String origin,
      Optional<Result.Law> law) {
    BigDecimal quantity = inUnits(amount, price.unit());
    BigDecimal start = used.getOrDefault(price.item(), BigDecimal.ZERO);
    BigDecimal end = start.add(quantity);
    used.put(price.item(), end);
    String source = origin + "; price: " + price.source() + ", read " + price.date();
    for (Price.Slice slice : price.slices(start, end)) {
      BigDecimal unitPrice = slice.tier().price();
      lines.add(
          new Result.Line(
              component,
              price.name() + (use.isEmpty() ? "" : ", " + use) + tierInWords(price, slice.tier()),
              slice.quantity().doubleValue(),
              price.unit().symbol(),
              unitPrice,
              plain(slice.quantity().multiply(unitPrice)),
              provenance,
              source,
              law.orElse(null)));
    }
  }

  /** Without trailing zeros, and never in powers of ten: so it reads back equal from JSON. */
  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static String tierInWords(Price price, Price.Tier tier) {
    return price.nameOf(tier).substring(price.name().length());
  }

  private static BigDecimal inUnits(double amount, Unit unit) {
    return BigDecimal.valueOf(amount)
        .divide(unit.size(), EXACT_AS_DOUBLE)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .round(EXACT_AS_DOUBLE);
  }

  List<Result.Line> lines() {
    return lines;
  }

  BigDecimal total() {
    return lines.stream().map(Result.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
