package mop.analysis.cost;

import java.util.Optional;
import mop.analysis.cost.ResourceUsage.Use;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Provenance;

/**
 * Writes the monthly bill of a trial's use of resources, as it would be at a scenario's size.
 *
 * <ul>
 *   <li>Stored bytes: a day's bytes × days of retention, resident in the steady state.
 *   <li>Requests, bytes read: a day's × 730 / 24.
 *   <li>Nodes: whole nodes of one pool, see {@link ComputePlan}; processor time that frees no node
 *       saves no money and is shown as idle capacity.
 *   <li>Disk: the peak hour's log bytes × hours kept × headroom, whole GiB, at least the smallest
 *       disk of every node.
 *   <li>Cross-zone traffic: bytes between two parties × share that leaves its zone.
 * </ul>
 */
public final class Billing {
  private final ResourceUsage trial;
  private final Scenario scenario;
  private final PriceCatalog catalog;
  private final Optional<ComputePlan> plan;
  private final Growths growths;
  private final BillLines lines = new BillLines();
  private final BillNotes notes;

  private Billing(
      ResourceUsage trial,
      Scenario scenario,
      PriceCatalog catalog,
      Optional<ComputePlan> plan,
      Growths growths) {
    this.trial = trial;
    this.scenario = scenario;
    this.catalog = catalog;
    this.plan = plan;
    this.growths = growths;
    this.notes = new BillNotes(catalog);
  }

  /**
   * The bill of one trial's use, all in proportion.
   *
   * @throws InvalidInput when the catalogue has no price for the scenario's node
   */
  public static Bill monthly(ResourceUsage trial, Scenario scenario, PriceCatalog catalog) {
    return monthly(
        trial,
        scenario,
        catalog,
        ComputePlan.of(trial, scenario, catalog, Growths.ASSUMED),
        Growths.ASSUMED);
  }

  /** The bill of one trial's use on a number of nodes that was decided elsewhere. */
  static Bill monthly(
      ResourceUsage trial,
      Scenario scenario,
      PriceCatalog catalog,
      Optional<ComputePlan> plan,
      Growths growths) {
    return new Billing(trial, scenario, catalog, plan, growths).bill();
  }

  private Bill bill() {
    trial.uses().forEach(this::add);
    plan.ifPresent(this::addNodes);
    notes.notMeasured(trial);
    notes.reconcile(lines);
    plan.ifPresent(notes::idle);
    return new Bill(catalog.currency(), lines.lines(), lines.total(), notes.all());
  }

  private void add(Use use) {
    if (!use.ofTraces()) {
      notes.ofOtherSignal(use);
      return;
    }
    if (use.resource().item() == Item.NODE) {
      return;
    }
    Optional<ScalingLaw> law = ScalingLaw.of(use, trial, scenario, growths);
    Optional<Price> price = catalog.price(use.resource().item());
    if (law.isEmpty()) {
      notes.notScaled(use);
    } else if (price.isEmpty()) {
      notes.withoutPrice(use);
    } else {
      addPriced(use, law.get(), price.get());
    }
  }

  private void addPriced(Use use, ScalingLaw law, Price price) {
    String measured = Words.of(use.provenance()) + ": " + use.source() + "; " + law;
    switch (use.resource()) {
      case STORED_BYTES -> {
        double days = scenario.value(Parameter.RETENTION_DAYS);
        String origin = measured + " × " + Words.of(days) + " days kept";
        add(use, price, law, law.daily(use.amount()) * days, origin);
      }
      case WAL_BYTES -> {
        String origin = measured + " × peak, hours kept and headroom, whole GiB";
        add(use, price, law, disk(law.daily(use.amount()) / 24, price), origin);
      }
      case INGEST_NETWORK_BYTES, INTERNAL_NETWORK_BYTES -> {
        double share = scenario.value(Parameter.CROSS_ZONE_SHARE);
        String origin = measured + " × " + Words.of(share) + " across zones";
        add(use, price, law, law.monthly(use.amount()) * share, origin);
      }
      case PUT_REQUESTS,
          GET_REQUESTS,
          LIST_REQUESTS,
          DELETE_REQUESTS,
          BYTES_READ,
          QUERY_GET_REQUESTS,
          QUERY_BYTES_READ ->
          add(use, price, law, law.monthly(use.amount()), measured);
      case CPU_SECONDS, QUERY_CPU_SECONDS, MEMORY_BYTE_SECONDS ->
          throw new IllegalStateException(use.resource().key() + " is billed by the node");
      case METRIC_SAMPLES, METRIC_SERIES, LOG_ENTRIES ->
          throw new IllegalStateException(use.resource().key() + " has no law to be billed by");
    }
  }

  /** Byte-months of local disk for so many bytes an hour. */
  private double disk(double bytesPerHour, Price price) {
    double bytes =
        bytesPerHour
            * scenario.value(Parameter.PEAK_TO_MEAN)
            * scenario.value(Parameter.WAL_HOURS)
            * scenario.value(Parameter.DISK_HEADROOM);
    double unit = price.unit().size().doubleValue();
    double nodes = plan.map(p -> (double) p.nodes()).orElse(scenario.value(Parameter.MIN_NODES));
    double least = nodes * scenario.value(Parameter.MIN_DISK_GIB) * Unit.GIB.size().doubleValue();
    return Math.ceil(Math.max(bytes, least) / unit) * unit;
  }

  private void add(Use use, Price price, ScalingLaw law, double amount, String origin) {
    Provenance provenance =
        use.provenance() == Provenance.ASSUMED ? Provenance.ASSUMED : Provenance.MODELLED;
    lines.add(
        use.component(),
        price,
        use.resource().use(),
        amount,
        provenance,
        origin,
        law.growth().toResult());
  }

  private void addNodes(ComputePlan compute) {
    lines.add(
        String.join(" + ", compute.cores().keySet()),
        compute.machine(),
        "",
        (double) compute.nodes() * ScalingLaw.HOURS_PER_MONTH,
        Provenance.MODELLED,
        compute.nodes()
            + " nodes × "
            + ScalingLaw.HOURS_PER_MONTH
            + " h, enough for the peak: "
            + compute.needInWords()
            + "; "
            + compute.laws(),
        Optional.empty());
  }
}
