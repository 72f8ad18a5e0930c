package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import mop.analysis.result.Result;

/**
 * One treatment: its bill, and the bill of each of its blocks by the same laws on the same nodes.
 *
 * @param byBlock bill of each measured block
 * @param meanTraces traces of a block
 * @param drawn the bill under other laws, on as many nodes as those ask for
 */
record TreatmentBill(
    String name,
    Bill bill,
    Optional<ComputePlan> plan,
    SortedMap<Integer, BigDecimal> byBlock,
    double meanTraces,
    Growths growths,
    ToDoubleFunction<Draw> drawn) {

  static TreatmentBill of(
      String name,
      Map<Integer, ResourceUsage> blocks,
      Scenario scenario,
      PriceCatalog catalog,
      SizeStudy study) {
    ResourceUsage all = ResourceUsage.pooled(List.copyOf(new TreeMap<>(blocks).values()));
    Growths growths = Growths.of(name, blocks, study, scenario);
    Optional<ComputePlan> plan = ComputePlan.of(all, scenario, catalog, growths);
    SortedMap<Integer, BigDecimal> byBlock = new TreeMap<>();
    blocks.forEach((block, usage) ->
        byBlock.put(block, Billing.monthly(usage, scenario, catalog, plan, growths).total()));
    return new TreatmentBill(
        name,
        Billing.monthly(all, scenario, catalog, plan, growths),
        plan,
        byBlock,
        (double) all.traces() / blocks.size(),
        growths,
        draw -> {
          Growths other = growths.drawn(draw);
          Optional<ComputePlan> nodes = ComputePlan.of(all, scenario, catalog, other);
          return Billing.monthly(all, scenario, catalog, nodes, other).total().doubleValue();
        });
  }

  List<Growth> fitted() {
    return growths.all().stream().filter(growth -> growth.law().isPresent()).toList();
  }

  double total() {
    return bill.total().doubleValue();
  }

  Result.TreatmentCost toResult(TreatmentBill baseline, Optional<ModelUncertainty> open) {
    List<Double> amounts = byBlock.values().stream().map(BigDecimal::doubleValue).toList();
    List<String> notes = new ArrayList<>(bill.notes());
    if (!name.equals(baseline.name)) {
      if (baseline.plan.isPresent() && plan.isPresent()) {
        notes.add(headroom(baseline.name, baseline.plan.get(), plan.get()));
      }
      open.map(model -> saving(baseline, model)).ifPresent(notes::add);
    }
    return new Result.TreatmentCost(
        name,
        LogInterval.around(total(), amounts),
        open.map(model -> model.around(name, total())).orElse(null),
        name.equals(baseline.name)
            ? null
            : open.map(model -> model.around(baseline.name, name, baseline.total() - total()))
                .orElse(null),
        bill.lines(),
        notes);
  }

  /** What this treatment saves, and whether the laws leave its sign open. */
  String saving(TreatmentBill baseline, ModelUncertainty model) {
    ModelUncertainty.Range open = model.saving(baseline.name, name);
    return "Saving against "
        + baseline.name
        + ": "
        + money(baseline.total() - total())
        + " "
        + bill.currency()
        + " a month; the scaling laws leave "
        + money(open.low())
        + " to "
        + money(open.high())
        + " open"
        + (sure(open) ? "." : ": even its sign.");
  }

  /** Whether all that the laws leave open is on one side of 0. */
  static boolean sure(ModelUncertainty.Range saving) {
    return saving.low() > 0 || saving.high() < 0;
  }

  private static String money(double amount) {
    return Words.money(BigDecimal.valueOf(amount));
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
