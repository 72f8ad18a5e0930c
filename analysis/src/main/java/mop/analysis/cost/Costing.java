package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Result;

/**
 * The bills of an experiment. A treatment's bill is that of all its blocks together. Its number of
 * nodes is decided there, once, and used for the bill of each block too: nodes are bought for a
 * treatment, not for a block, and a block that happens to need a hair more than a whole node would
 * else jump by the price of one. So lines for storage, requests, disk and traffic vary between
 * blocks and make the interval; the line for nodes does not.
 *
 * <p>Where trials of other sizes are given, the growth of every amount is fitted. A block's bill
 * follows the same law as its treatment's, from the block's own amounts: so blocks vary as they do
 * at their own size, and what the laws leave open is not among it but apart.
 *
 * @param cost as it stands in the result
 * @param monthly bill of each trial, by treatment and block: the outcome {@link #OUTCOME}
 * @param cautions savings whose sign the scaling laws leave open
 * @param warnings amounts whose growth is no power law
 */
public record Costing(
    Result.Cost cost,
    SequencedMap<String, SortedMap<Integer, BigDecimal>> monthly,
    List<String> cautions,
    List<String> warnings) {

  /** Name of the outcome that a trial's monthly bill is. */
  public static final String OUTCOME = "cost.monthly";

  /**
   * Prices every trial.
   *
   * @param trials use of resources by treatment and block; at least one block each
   * @param baseline treatment that the others are compared with
   * @param stack where the quantities were measured: {@code embedded}, {@code local}, {@code
   *     kubernetes}
   * @param study trials of other sizes, if any
   * @throws InvalidInput when the catalogue has no price for the scenario's node
   */
  public static Costing of(
      SequencedMap<String, ? extends Map<Integer, ResourceUsage>> trials,
      String baseline,
      Scenario scenario,
      PriceCatalog catalog,
      String stack,
      SizeStudy study) {
    SequencedMap<String, TreatmentBill> bills = new LinkedHashMap<>();
    trials.forEach((name, blocks) ->
        bills.put(name, TreatmentBill.of(name, blocks, scenario, catalog, study)));
    TreatmentBill base = bills.get(baseline);
    if (base == null) {
      throw new IllegalArgumentException("no baseline " + baseline + " among " + bills.keySet());
    }
    Optional<ModelUncertainty> open = open(bills, study);
    SequencedMap<String, SortedMap<Integer, BigDecimal>> monthly = new LinkedHashMap<>();
    List<Result.TreatmentCost> treatments = new ArrayList<>();
    bills.forEach((name, bill) -> {
      monthly.put(name, bill.byBlock());
      treatments.add(bill.toResult(base, open));
    });
    Extrapolation extrapolation =
        Extrapolation.of(base.meanTraces(), open.isPresent(), study, scenario);
    Result.Cost cost =
        new Result.Cost(
            catalog.currency(),
            new Result.Catalog(
                catalog.name(),
                catalog.date().toString(),
                catalog.region(),
                catalog.provider(),
                catalog.regionName().orElse(null),
                catalog.source()),
            scenario.toResult(),
            extrapolation.headline(stack),
            treatments);
    return new Costing(
        cost,
        monthly,
        open.map(model -> signs(base, bills.values(), model)).orElse(List.of()),
        laws(bills.values(), study));
  }

  private static Optional<ModelUncertainty> open(
      SequencedMap<String, TreatmentBill> bills, SizeStudy study) {
    List<Growth> laws = bills.values().stream().flatMap(bill -> bill.fitted().stream()).toList();
    if (laws.isEmpty()) {
      return Optional.empty();
    }
    Map<String, ToDoubleFunction<Draw>> drawn = new LinkedHashMap<>();
    bills.forEach((name, bill) -> drawn.put(name, bill.drawn()));
    return Optional.of(ModelUncertainty.of(laws, drawn, study.seed()));
  }

  private static List<String> signs(
      TreatmentBill baseline, Collection<TreatmentBill> bills, ModelUncertainty model) {
    return bills.stream()
        .filter(bill -> !bill.name().equals(baseline.name()))
        .filter(bill -> !TreatmentBill.sure(model.saving(baseline.name(), bill.name())))
        .map(bill ->
            bill.name() + ": " + Words.lower(bill.saving(baseline, model)).replaceFirst("\\.$", ""))
        .toList();
  }

  /** Amounts whose growth no one power law describes, and amounts that have none. */
  private static List<String> laws(Collection<TreatmentBill> bills, SizeStudy study) {
    if (study.trials().isEmpty()) {
      return List.of();
    }
    List<Growth> all = bills.stream().flatMap(bill -> bill.growths().all().stream()).toList();
    long bent = all.stream().filter(Growth::bent).count();
    long odd = all.stream().filter(Growth::odd).count();
    List<String> warnings = new ArrayList<>();
    if (bent > 0) {
      warnings.add(
          "no one power law fits "
              + bent
              + " of "
              + all.size()
              + " amounts at all sizes; their growth is that towards the scenario's size");
    }
    if (odd > 0) {
      warnings.add(
          odd + " of " + all.size() + " amounts gave no power law: exponent 1 is assumed for them");
    }
    return warnings;
  }

  /** The bill of each of a treatment's trials, by block. */
  public SortedMap<Integer, BigDecimal> monthlyOf(String treatment) {
    SortedMap<Integer, BigDecimal> blocks = monthly.get(treatment);
    if (blocks == null) {
      throw new IllegalArgumentException("no treatment " + treatment + " in " + monthly.keySet());
    }
    return blocks;
  }
}
