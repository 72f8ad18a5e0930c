package mop.analysis.cost.estimate;

import java.util.List;
import java.util.Optional;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.WholeSystem;
import mop.analysis.input.InvalidInput;

/**
 * What a scenario's system costs a month, catalogue by catalogue.
 *
 * @param schema {@link #SCHEMA}
 * @param published what somebody says it costs
 */
public record Estimate(
    String schema,
    String scenario,
    String description,
    Optional<WholeSystem.Published> published,
    List<CatalogEstimate> catalogs) {
  /** Name and version of this document. */
  public static final String SCHEMA = "mop.cost-estimate/v1";

  public Estimate {
    catalogs = List.copyOf(catalogs);
  }

  /**
   * Prices the whole system of a scenario.
   *
   * @param catalogs at least one
   * @throws InvalidInput when the scenario states no system
   */
  public static Estimate of(Scenario scenario, List<PriceCatalog> catalogs) {
    if (scenario.system().usage().isEmpty()) {
      throw new InvalidInput(
          scenario.name(),
          "the scenario states no usage of a whole system",
          "a section 'system'",
          "See 'Write a scenario' in analysis/README.md.");
    }
    return new Estimate(
        SCHEMA,
        scenario.name(),
        scenario.description(),
        scenario.system().published(),
        catalogs.stream().map(catalog -> SystemBill.of(scenario, catalog)).toList());
  }
}
