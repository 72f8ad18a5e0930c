package mop.analysis.cost.focus;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import mop.analysis.cost.Price;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Unit;
import mop.analysis.cost.focus.InvoiceLine.Kind;
import mop.analysis.cost.focus.Reconciliation.Bridge;
import mop.analysis.cost.focus.Reconciliation.Loose;
import mop.analysis.cost.focus.Reconciliation.Row;
import mop.analysis.cost.focus.Reconciliation.Verdict;
import mop.analysis.input.InvalidInput;

/**
 * Holds an invoice against our bill. An invoice's line belongs to the price whose name, or one of
 * the words in its {@code billedAs}, it contains as {@linkplain BilledName whole words}. Of
 * several, one that is no machine's wins, since disks and traffic are named after the machine that
 * they belong to; then the longest.
 */
public final class Reconciler {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Invoice invoice;
  private final PriceCatalog catalog;
  private final BigDecimal tolerancePercent;
  private final List<BilledName> names;
  private final SequencedMap<String, Sum> ours = new LinkedHashMap<>();
  private final SequencedMap<String, Sum> invoiced = new LinkedHashMap<>();
  private final List<Loose> unexplained = new ArrayList<>();
  private final List<Loose> unused = new ArrayList<>();
  private final List<Loose> other = new ArrayList<>();

  private Reconciler(Invoice invoice, PriceCatalog catalog, BigDecimal tolerancePercent) {
    this.invoice = invoice;
    this.catalog = catalog;
    this.tolerancePercent = tolerancePercent;
    this.names = catalog.prices().stream().flatMap(BilledName::of).toList();
  }

  /** Quantity and money of an item; the quantity is unknown once a part has another unit. */
  private record Sum(String unit, Optional<BigDecimal> quantity, BigDecimal amount) {
    Sum plus(Sum more) {
      Optional<BigDecimal> both =
          unit.equals(more.unit)
              ? quantity.flatMap(mine -> more.quantity.map(mine::add))
              : Optional.empty();
      return new Sum(unit, both, amount.add(more.amount));
    }
  }

  /**
   * Holds an invoice against a bill.
   *
   * @param what what the bill is of, for people
   * @param basis which figures of the bill are modelled and assumed, for people
   * @param catalog whose prices the bill has
   * @param tolerancePercent difference up to which an item counts as matched
   * @throws InvalidInput when they are in different currencies
   */
  public static Reconciliation of(
      Invoice invoice,
      List<OurLine> bill,
      String what,
      List<String> basis,
      PriceCatalog catalog,
      BigDecimal tolerancePercent) {
    if (!invoice.currency().isEmpty() && !invoice.currency().equals(catalog.currency())) {
      throw new InvalidInput(
          invoice.file(),
          "it is in "
              + invoice.currency()
              + ", catalogue "
              + catalog.name()
              + " in "
              + catalog.currency(),
          "one currency",
          "Hold it against a scenario, with a --catalog in its currency.");
    }
    return new Reconciler(invoice, catalog, tolerancePercent).reconcile(bill, what, basis);
  }

  private Reconciliation reconcile(List<OurLine> bill, String what, List<String> basis) {
    bill.forEach(line ->
        ours.merge(
            line.item(),
            new Sum(line.unit(), Optional.of(line.quantity()), line.amount()),
            Sum::plus));
    invoice.lines().forEach(this::sort);
    List<Row> rows = ours.entrySet().stream().map(this::row).toList();
    BigDecimal told =
        sum(
            Stream.of(
                    rows.stream().map(Row::invoicedAmount),
                    unexplained.stream().map(Loose::amount),
                    unused.stream().map(Loose::amount),
                    other.stream().map(Loose::amount))
                .flatMap(amounts -> amounts));
    BigDecimal effective = cents(invoice.total());
    BigDecimal billed = cents(invoice.billed());
    BigDecimal ourTotal = cents(sum(ours.values().stream().map(Sum::amount)));
    return new Reconciliation(
        Reconciliation.SCHEMA,
        invoice.file(),
        what,
        catalog.currency(),
        tolerancePercent,
        rows,
        unexplained,
        unused,
        other,
        effective.subtract(told),
        effective,
        bridge(billed.subtract(effective)),
        billed,
        ourTotal.subtract(sum(rows.stream().map(Row::ourAmount))),
        ourTotal,
        invoice.scope(),
        basis,
        invoice.assumptions());
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Parts of the difference between what is billed and what it costs. */
  private Bridge bridge(BigDecimal difference) {
    BigDecimal purchases = beyond(EnumSet.of(Kind.COMMITMENT_PURCHASE));
    BigDecimal covered = beyond(EnumSet.of(Kind.COVERED_USAGE));
    BigDecimal nothing = beyond(EnumSet.of(Kind.UNUSED_COMMITMENT));
    BigDecimal rest = beyond(EnumSet.of(Kind.USAGE, Kind.OTHER));
    BigDecimal told = sum(Stream.of(purchases, covered, nothing, rest));
    return new Bridge(purchases, covered, nothing, rest, difference.subtract(told));
  }

  private BigDecimal beyond(Set<Kind> kinds) {
    return cents(
        sum(
            invoice.lines().stream()
                .filter(line -> kinds.contains(line.kind()))
                .map(line -> line.billed().subtract(line.amount()))));
  }

  private void sort(InvoiceLine line) {
    Loose loose = new Loose(line.line(), line.text(), cents(line.amount()), cents(line.billed()));
    switch (line.kind()) {
      case UNUSED_COMMITMENT -> unused.add(loose);
      case COMMITMENT_PURCHASE, OTHER -> other.add(loose);
      case USAGE, COVERED_USAGE -> {
        Optional<Price> price = priceOf(line);
        if (price.isPresent() && ours.containsKey(price.get().name())) {
          invoiced.merge(price.get().name(), inUnitsOf(price.get(), line), Sum::plus);
        } else {
          unexplained.add(loose);
        }
      }
    }
  }

  private Optional<Price> priceOf(InvoiceLine line) {
    return names.stream()
        .filter(name -> name.isIn(line.text()))
        .max(
            Comparator.comparing((BilledName name) -> !name.machine())
                .thenComparingInt(BilledName::length))
        .map(BilledName::price);
  }

  /** The line in the price's own unit, where both count the same thing. */
  private static Sum inUnitsOf(Price price, InvoiceLine line) {
    Optional<BigDecimal> quantity =
        line.unit()
            .filter(unit -> unit.counts(price.unit()))
            .flatMap(unit -> line.quantity().map(amount -> convert(amount, unit, price.unit())));
    return new Sum(price.unit().symbol(), quantity, line.amount());
  }

  private static BigDecimal convert(BigDecimal amount, Unit from, Unit to) {
    return amount.multiply(from.size()).divide(to.size(), 6, RoundingMode.HALF_EVEN);
  }

  private Row row(Map.Entry<String, Sum> entry) {
    Sum mine = entry.getValue();
    Optional<Sum> theirs = Optional.ofNullable(invoiced.get(entry.getKey()));
    BigDecimal ourAmount = cents(mine.amount);
    BigDecimal invoicedAmount = cents(theirs.map(Sum::amount).orElse(BigDecimal.ZERO));
    return new Row(
        entry.getKey(),
        mine.unit,
        mine.quantity.orElse(BigDecimal.ZERO),
        theirs.flatMap(Sum::quantity),
        ourAmount,
        invoicedAmount,
        verdict(theirs.isPresent(), ourAmount, invoicedAmount),
        note(theirs));
  }

  private static String note(Optional<Sum> theirs) {
    if (theirs.isEmpty()) {
      return "no line of the invoice";
    }
    return theirs.get().quantity.isPresent()
        ? ""
        : "compared by amount alone: the invoice gives no quantity in our unit";
  }

  private Verdict verdict(boolean present, BigDecimal ourAmount, BigDecimal invoicedAmount) {
    BigDecimal allowed =
        ourAmount.abs().multiply(tolerancePercent).divide(HUNDRED, 6, RoundingMode.HALF_EVEN);
    boolean near = invoicedAmount.subtract(ourAmount).abs().compareTo(allowed.max(CENT)) <= 0;
    if (near) {
      return Verdict.MATCHED;
    }
    return present ? Verdict.DIFFERS : Verdict.NOT_INVOICED;
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }
}
