package mop.analysis.cost.focus;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import mop.analysis.cost.Price;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Unit;
import mop.analysis.cost.focus.InvoiceLine.Kind;
import mop.analysis.cost.focus.Reconciliation.Loose;
import mop.analysis.cost.focus.Reconciliation.Row;
import mop.analysis.cost.focus.Reconciliation.Verdict;
import mop.analysis.input.InvalidInput;

/**
 * Holds an invoice against our bill. An invoice's line belongs to the price whose name, or one of
 * the words in its {@code billedAs}, it contains, whatever the case; the longest such word wins.
 */
public final class Reconciler {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Invoice invoice;
  private final PriceCatalog catalog;
  private final BigDecimal tolerancePercent;
  private final SequencedMap<String, Sum> ours = new LinkedHashMap<>();
  private final SequencedMap<String, Sum> invoiced = new LinkedHashMap<>();
  private final List<Loose> unexplained = new ArrayList<>();
  private final List<Loose> unused = new ArrayList<>();
  private final List<Loose> other = new ArrayList<>();

  private Reconciler(Invoice invoice, PriceCatalog catalog, BigDecimal tolerancePercent) {
    this.invoice = invoice;
    this.catalog = catalog;
    this.tolerancePercent = tolerancePercent;
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
   * @param catalog whose prices the bill has
   * @param tolerancePercent difference up to which an item counts as matched
   * @throws InvalidInput when they are in different currencies
   */
  public static Reconciliation of(
      Invoice invoice,
      List<OurLine> bill,
      String what,
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
          "Give a catalogue in the invoice's currency with --catalog.");
    }
    return new Reconciler(invoice, catalog, tolerancePercent).reconcile(bill, what);
  }

  private Reconciliation reconcile(List<OurLine> bill, String what) {
    bill.forEach(line ->
        ours.merge(
            line.item(),
            new Sum(line.unit(), Optional.of(line.quantity()), line.amount()),
            Sum::plus));
    invoice.lines().forEach(this::sort);
    List<Row> rows = ours.entrySet().stream().map(this::row).toList();
    BigDecimal told =
        Stream.of(
                rows.stream().map(Row::invoicedAmount),
                unexplained.stream().map(Loose::amount),
                unused.stream().map(Loose::amount),
                other.stream().map(Loose::amount))
            .flatMap(amounts -> amounts)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal total = cents(invoice.total());
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
        total.subtract(told),
        total,
        rows.stream().map(Row::ourAmount).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private void sort(InvoiceLine line) {
    Loose loose = new Loose(line.line(), line.text(), cents(line.amount()));
    if (line.kind() == Kind.UNUSED_COMMITMENT) {
      unused.add(loose);
    } else if (line.kind() == Kind.OTHER) {
      other.add(loose);
    } else {
      Optional<Price> price = priceOf(line);
      if (price.isPresent() && ours.containsKey(price.get().name())) {
        invoiced.merge(price.get().name(), inUnitsOf(price.get(), line), Sum::plus);
      } else {
        unexplained.add(loose);
      }
    }
  }

  private record Word(String word, Price price) {}

  private Optional<Price> priceOf(InvoiceLine line) {
    String text = line.text().toLowerCase(Locale.ROOT);
    return catalog.prices().stream()
        .flatMap(price ->
            Stream.concat(Stream.of(price.name()), price.billedAs().stream())
                .map(word -> new Word(word.toLowerCase(Locale.ROOT), price)))
        .filter(word -> text.contains(word.word))
        .max(Comparator.comparingInt(word -> word.word.length()))
        .map(Word::price);
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
        verdict(theirs.isPresent(), ourAmount, invoicedAmount));
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
