package mop.analysis.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
   */
  void add(
      String component,
      Price price,
      String use,
      double amount,
      Provenance provenance,
      String origin) {
    BigDecimal quantity = inUnits(amount, price.unit());
    BigDecimal start = used.getOrDefault(price.item(), BigDecimal.ZERO);
    BigDecimal end = start.add(quantity);
    used.put(price.item(), end);
    String source = origin + "; price: " + price.source() + ", read " + price.date();
    for (Price.Tier tier : price.tiers()) {
      BigDecimal from = tier.from().max(start);
      BigDecimal to = tier.to().map(end::min).orElse(end);
      boolean nothingAtAll = quantity.signum() == 0 && covers(tier, start);
      if (to.compareTo(from) > 0 || nothingAtAll) {
        BigDecimal part = to.subtract(from).max(BigDecimal.ZERO);
        lines.add(
            new Result.Line(
                component,
                price.name() + (use.isEmpty() ? "" : ", " + use) + tierInWords(price, tier),
                part.doubleValue(),
                price.unit().symbol(),
                tier.price(),
                plain(part.multiply(tier.price())),
                provenance,
                source));
      }
    }
  }

  /** Without trailing zeros, and never in powers of ten: so it reads back equal from JSON. */
  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static boolean covers(Price.Tier tier, BigDecimal position) {
    return tier.from().compareTo(position) <= 0
        && tier.to().map(to -> to.compareTo(position) > 0).orElse(true);
  }

  private static String tierInWords(Price price, Price.Tier tier) {
    if (price.tiers().size() == 1) {
      return "";
    }
    String from = Words.of(tier.from().doubleValue());
    return tier.to()
        .map(to -> ", " + from + " to " + Words.of(to.doubleValue()))
        .orElse(", over " + from);
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
