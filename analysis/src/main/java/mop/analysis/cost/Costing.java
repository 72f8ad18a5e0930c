package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Result;

/**
 * The bills of an experiment. A treatment's bill is that of all its blocks together. Its number of
 * nodes is decided there, once, and used for the bill of each block too: nodes are bought for a
 * treatment, not for a block, and a block that happens to need a hair more than a whole node would
 * else jump by the price of one. So lines for storage, requests, disk and traffic vary between
 * blocks and make the interval; the line for nodes does not.
 *
 * @param cost as it stands in the result
 * @param monthly bill of each trial, by treatment and block: the outcome {@link #OUTCOME}
 */
public record Costing(
    Result.Cost cost, SequencedMap<String, SortedMap<Integer, BigDecimal>> monthly) {

  /** Name of the outcome that a trial's monthly bill is. */
  public static final String OUTCOME = "cost.monthly";

  /**
   * Prices every trial.
   *
   * @param trials use of resources by treatment and block; at least one block each
   * @param baseline treatment that the others are compared with
   * @param stack where the quantities were measured: {@code embedded}, {@code local}, {@code
   *     kubernetes}
   * @throws InvalidInput when the catalogue has no price for the scenario's node
   */
  public static Costing of(
      SequencedMap<String, ? extends Map<Integer, ResourceUsage>> trials,
      String baseline,
      Scenario scenario,
      PriceCatalog catalog,
      String stack) {
    SequencedMap<String, TreatmentBill> bills = new LinkedHashMap<>();
    trials.forEach(
        (name, blocks) -> bills.put(name, TreatmentBill.of(name, blocks, scenario, catalog)));
    TreatmentBill base = bills.get(baseline);
    if (base == null) {
      throw new IllegalArgumentException("no baseline " + baseline + " among " + bills.keySet());
    }
    SequencedMap<String, SortedMap<Integer, BigDecimal>> monthly = new LinkedHashMap<>();
    List<Result.TreatmentCost> treatments = new ArrayList<>();
    bills.forEach((name, bill) -> {
      monthly.put(name, bill.byBlock());
      treatments.add(bill.toResult(base));
    });
    Extrapolation extrapolation = Extrapolation.of(base.meanTraces(), scenario);
    Result.Cost cost =
        new Result.Cost(
            catalog.currency(),
            new Result.Catalog(
                catalog.name(), catalog.date().toString(), catalog.region(), catalog.source()),
            scenario.toResult(),
            extrapolation.headline(stack),
            treatments);
    return new Costing(cost, monthly);
  }

  /** The bill of each of a treatment's trials, by block. */
  public SortedMap<Integer, BigDecimal> monthlyOf(String treatment) {
    SortedMap<Integer, BigDecimal> blocks = monthly.get(treatment);
    if (blocks == null) {
      throw new IllegalArgumentException("no treatment " + treatment + " in " + monthly.keySet());
    }
    return blocks;
  }

  /** One treatment: its bill, and the bill of each of its blocks on the same nodes. */
  private record TreatmentBill(
      String name,
      Bill bill,
      Optional<ComputePlan> plan,
      SortedMap<Integer, BigDecimal> byBlock,
      double meanTraces) {

    static TreatmentBill of(
        String name, Map<Integer, ResourceUsage> blocks, Scenario scenario, PriceCatalog catalog) {
      ResourceUsage all = ResourceUsage.pooled(List.copyOf(new TreeMap<>(blocks).values()));
      Optional<ComputePlan> plan = ComputePlan.of(all, scenario, catalog);
      SortedMap<Integer, BigDecimal> byBlock = new TreeMap<>();
      blocks.forEach((block, usage) ->
          byBlock.put(block, Billing.monthly(usage, scenario, catalog, plan).total()));
      Bill bill = Billing.monthly(all, scenario, catalog, plan);
      return new TreatmentBill(name, bill, plan, byBlock, (double) all.traces() / blocks.size());
    }

    Result.TreatmentCost toResult(TreatmentBill baseline) {
      List<Double> amounts = byBlock.values().stream().map(BigDecimal::doubleValue).toList();
      List<String> notes = new ArrayList<>(bill.notes());
      if (baseline.plan.isPresent() && plan.isPresent() && !name.equals(baseline.name)) {
        notes.add(headroom(baseline.name, baseline.plan.get(), plan.get()));
      }
      return new Result.TreatmentCost(
          name, LogInterval.around(bill.total().doubleValue(), amounts), bill.lines(), notes);
    }

    private static String headroom(String baseline, ComputePlan before, ComputePlan now) {
      double cores = before.totalCores() - now.totalCores();
      long nodes = before.nodes() - now.nodes();
      String change =
          Words.rough(Math.abs(cores)) + " cores " + (cores < 0 ? "more" : "less") + " than ";
      if (nodes == 0) {
        return "Headroom: "
            + change
            + baseline
            + " at the peak, on the same "
            + now.nodes()
            + " nodes, so no money.";
      }
      return "Nodes: "
          + change
          + baseline
          + " at the peak; nodes "
          + before.nodes()
          + " -> "
          + now.nodes()
          + ".";
    }
  }
}
