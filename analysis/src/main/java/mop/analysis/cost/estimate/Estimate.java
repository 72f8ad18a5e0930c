package mop.analysis.cost.estimate;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.cost.Price;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.WholeSystem;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;

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
   * @throws InvalidInput when the scenario states no system, a catalogue is there twice, or
   *     machines are for sale and the scenario's is in no catalogue at all
   */
  public static Estimate of(Scenario scenario, List<PriceCatalog> catalogs) {
    if (scenario.system().usage().isEmpty()) {
      throw new InvalidInput(
          scenario.name(),
          "the scenario states no usage of a whole system",
          "a section 'system'",
          "See 'Write a scenario' in analysis/README.md.");
    }
    refuseTwins(catalogs);
    if (catalogs.stream().anyMatch(catalog -> !catalog.nodes().isEmpty())) {
      refuseUnknownNode(scenario, catalogs);
    }
    return new Estimate(
        SCHEMA,
        scenario.name(),
        scenario.description(),
        scenario.system().published(),
        catalogs.stream().map(catalog -> SystemBill.of(scenario, catalog)).toList());
  }

  private static void refuseTwins(List<PriceCatalog> catalogs) {
    Set<String> seen = new HashSet<>();
    for (PriceCatalog catalog : catalogs) {
      if (!seen.add(catalog.name())) {
        throw new InvalidInput(
            catalog.name(),
            "the catalogue of that name is there twice",
            "each once",
            "Leave one out, or rename it.");
      }
    }
  }

  /** A machine that this catalogue lacks is replaced, which a misspelt one must not be. */
  private static void refuseUnknownNode(Scenario scenario, List<PriceCatalog> catalogs) {
    Set<String> known = nodes(catalogs.stream());
    if (!known.contains(scenario.node())) {
      known.addAll(nodes(PriceCatalog.names().stream().map(PriceCatalog::load)));
    }
    if (!known.contains(scenario.node())) {
      throw new InvalidInput(
          scenario.where(),
          "no catalogue has a price for node '" + scenario.node() + "'",
          "a node of a catalogue",
          NearestWord.hint(scenario.node(), known));
    }
  }

  private static Set<String> nodes(Stream<PriceCatalog> catalogs) {
    return catalogs
        .flatMap(catalog -> catalog.nodes().stream())
        .map(Price::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
