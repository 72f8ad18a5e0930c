package mop.analysis.cost.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.cost.Commitment;
import mop.analysis.cost.Item;
import mop.analysis.cost.Month;
import mop.analysis.cost.Parameter;
import mop.analysis.cost.Price;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.SystemUse;
import mop.analysis.cost.WholeSystem.Usage;
import mop.analysis.cost.Words;
import mop.analysis.result.Provenance;

/** Meets the uses of a system with the prices of one catalogue. */
final class SystemBill {
  /** Component of what no part of the system causes. */
  static final String IDLE = "idle";

  private static final String ACCOUNT = "account";

  private final Scenario scenario;
  private final PriceCatalog catalog;
  private final List<Usage> usage;
  private final List<EstimateLine> lines = new ArrayList<>();
  private final Map<Price, BigDecimal> metered = new HashMap<>();

  private SystemBill(Scenario scenario, PriceCatalog catalog) {
    this.scenario = scenario;
    this.catalog = catalog;
    this.usage = scenario.system().usage();
  }

  static CatalogEstimate of(Scenario scenario, PriceCatalog catalog) {
    return new SystemBill(scenario, catalog).bill();
  }

  private CatalogEstimate bill() {
    BigDecimal least = BigDecimal.valueOf(scenario.value(Parameter.MIN_NODES));
    Optional<NodePool> pool = NodePool.of(usage, catalog, scenario.node(), least);
    pool.ifPresent(this::addNodes);
    Uses uses = new Uses(catalog, usage, pool.isPresent());
    for (Usage use : usage) {
      uses.prices(use).forEach(price -> add(use, price));
    }
    catalog
        .price(Item.PLATFORM)
        .ifPresent(
            price -> add(ACCOUNT, "", price, BigDecimal.ONE, Provenance.ASSUMED, "one account"));
    catalog.commitment().ifPresent(this::addUnused);
    BigDecimal total =
        lines.stream().map(EstimateLine::amount).reduce(cents(BigDecimal.ZERO), BigDecimal::add);
    return new CatalogEstimate(
        catalog.name(),
        catalog.date().toString(),
        catalog.region(),
        catalog.currency(),
        catalog.family().key(),
        catalog.includes(),
        catalog.note(),
        catalog.source(),
        total,
        lines,
        uses.carried(),
        uses.leftOut(),
        Shares.of(scenario.system().shares(), lines));
  }

  private void add(Usage use, Price price) {
    add(
        use.component(),
        use.use().key(),
        price,
        inUnits(use.use().monthly(use.amount()), price),
        use.provenance(),
        Words.of(use.provenance())
            + ": "
            + Words.of(use.amount().doubleValue())
            + " "
            + use.use().unit()
            + "; "
            + use.source());
  }

  /** Lines for a quantity of which the month's earlier lines used up the first tiers. */
  private void add(
      String component,
      String use,
      Price listed,
      BigDecimal quantity,
      Provenance provenance,
      String quantitySource) {
    Price price = listed.withIncluded(allowance(listed));
    BigDecimal start = metered.getOrDefault(listed, BigDecimal.ZERO);
    BigDecimal end = start.add(quantity);
    metered.put(listed, end);
    for (Price.Slice slice : price.slices(start, end)) {
      BigDecimal unitPrice = slice.tier().price();
      lines.add(
          new EstimateLine(
              component,
              use,
              price.nameOf(slice.tier()),
              plain(slice.quantity()),
              price.unit().symbol(),
              unitPrice,
              cents(slice.quantity().multiply(unitPrice)),
              provenance,
              quantitySource,
              price.source() + ", read " + price.date()));
    }
  }

  /** What the hosts or users of the system bring along, in units of the price. */
  private BigDecimal allowance(Price price) {
    return price
        .quota()
        .map(quota -> quota.amount().multiply(bought(quota.per())))
        .orElse(BigDecimal.ZERO);
  }

  private BigDecimal bought(Item per) {
    return usage.stream()
        .filter(use -> use.use().items().contains(per))
        .map(Usage::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void addNodes(NodePool pool) {
    String origin =
        plain(pool.nodes()).toPlainString()
            + " × "
            + pool.machine().name()
            + ", whole machines for all components together"
            + (pool.fewest() ? ", the fewest that the scenario allows" : "")
            + (pool.machine().name().equals(scenario.node())
                ? ""
                : ", the cheapest, since the catalogue has no " + scenario.node());
    pool.need()
        .forEach((component, need) ->
            add(
                component,
                SystemUse.CORES.key(),
                pool.machine(),
                hours(need),
                Provenance.MODELLED,
                origin));
    if (pool.idle().signum() > 0) {
      add(IDLE, "", pool.machine(), hours(pool.idle()), Provenance.MODELLED, origin);
    }
  }

  private void addUnused(Commitment commitment) {
    BigDecimal spent =
        lines.stream().map(EstimateLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal unused = cents(commitment.monthly()).subtract(spent);
    if (unused.signum() > 0) {
      lines.add(
          new EstimateLine(
              IDLE,
              "",
              commitment.name() + ", committed and not used",
              BigDecimal.ONE,
              "month",
              unused,
              unused,
              Provenance.MODELLED,
              "commitment of " + Words.money(commitment.monthly(), catalog.currency()) + " a month",
              commitment.source() + ", read " + commitment.date()));
    }
  }

  private static BigDecimal hours(BigDecimal machines) {
    return Month.hours(machines).setScale(6, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal inUnits(BigDecimal amount, Price price) {
    return amount.divide(price.unit().size(), 6, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal plain(BigDecimal quantity) {
    BigDecimal stripped = quantity.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }
}
