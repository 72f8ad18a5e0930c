package mop.analysis.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;

/**
 * A trial's use of resources as outcomes: {@code usage.storedBytes} and so on, over the components
 * that traces go through. What metrics and logs use is alike for all treatments and stands in
 * {@link ComponentUsage} alone.
 */
public final class UsageOutcomes {
  private static final String PREFIX = "usage.";

  private UsageOutcomes() {}

  /** Name of the outcome of a resource. */
  public static String name(Resource resource) {
    return PREFIX + resource.key();
  }

  /** Amount of each measured resource, summed over components, by outcome name. */
  public static SequencedMap<String, Double> of(ResourceUsage trial) {
    SequencedMap<String, Double> outcomes = new TreeMap<>();
    trial.uses().stream()
        .filter(ResourceUsage.Use::ofTraces)
        .forEach(use -> outcomes.merge(name(use.resource()), use.amount(), Double::sum));
    return outcomes;
  }

  /** What these outcomes are, in the order of {@link Resource}; all are better lower. */
  public static List<Result.Outcome> described(ResourceUsage trial) {
    List<Result.Outcome> outcomes = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      trial.uses().stream()
          .filter(use -> use.ofTraces() && use.resource() == resource)
          .reduce((a, b) -> a.provenance().compareTo(b.provenance()) >= 0 ? a : b)
          .map(use -> described(resource, use))
          .ifPresent(outcomes::add);
    }
    return outcomes;
  }

  private static Result.Outcome described(Resource resource, ResourceUsage.Use use) {
    return new Result.Outcome(
        name(resource),
        resource.label(),
        resource.unit(),
        "lower",
        false,
        use.provenance(),
        use.source());
  }

  /**
   * What {@link Costing#OUTCOME} is.
   *
   * @param primary whether it is the co-primary outcome of cost
   */
  public static Result.Outcome monthlyCost(
      Scenario scenario, PriceCatalog catalog, boolean primary) {
    return new Result.Outcome(
        Costing.OUTCOME,
        "Monthly cost",
        catalog.currency() + "/month",
        "lower",
        primary,
        Provenance.MODELLED,
        "the trial's measured use, scaled to scenario "
            + scenario.name()
            + ", at the prices of "
            + catalog.name()
            + " of "
            + catalog.date());
  }
}
