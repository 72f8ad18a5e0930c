package mop.analysis.cost.carbon;

import java.util.List;
import java.util.SequencedMap;

/**
 * What a system emits a month.
 *
 * @param schema {@link #SCHEMA}
 * @param coefficients which were used, of which day
 * @param functionalUnit what one R is
 * @param unitsPerMonth R a month
 * @param utilisation mean share of the processors that is busy
 * @param notCounted what the system uses and this does not contain, and why
 */
public record Carbon(
    String schema,
    String scenario,
    String coefficients,
    String date,
    String functionalUnit,
    double unitsPerMonth,
    double utilisation,
    List<InRegion> regions,
    List<String> notCounted) {
  /** Name and version of this document. */
  public static final String SCHEMA = "mop.carbon/v1";

  public Carbon {
    regions = List.copyOf(regions);
    notCounted = List.copyOf(notCounted);
  }

  /**
   * The same system in one region.
   *
   * @param energyKwh E a month by part, the data centre's overhead included
   * @param operationalKg E × I, kg of CO2-equivalent a month
   * @param embodiedKg M, kg a month
   * @param sciGrams ((E × I) + M) per R, grams
   */
  public record InRegion(
      String region,
      SequencedMap<String, Double> energyKwh,
      double gramsPerKwh,
      double operationalKg,
      double embodiedKg,
      double sciGrams) {
    /** E a month. */
    public double totalKwh() {
      return energyKwh.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** C a month, kg. */
    public double totalKg() {
      return operationalKg + embodiedKg;
    }
  }
}
