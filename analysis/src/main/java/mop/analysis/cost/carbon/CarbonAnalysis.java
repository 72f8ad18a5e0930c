package mop.analysis.cost.carbon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import mop.analysis.cost.Month;
import mop.analysis.cost.Parameter;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.SystemUse;
import mop.analysis.cost.WholeSystem.Usage;
import mop.analysis.cost.carbon.Carbon.InRegion;
import mop.analysis.cost.carbon.Coefficients.Region;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;

/**
 * The specification's equation for a scenario's whole system.
 *
 * <ul>
 *   <li>E: processors that are reserved, busy or not (the specification asks for that), at idle +
 *       (busy − idle) × utilisation watts; memory, disks and objects with their copies; traffic
 *       between zones and out. All but traffic times PUE.
 *   <li>I: location-based intensity of the grid.
 *   <li>M: TE × (time reserved / lifespan) × (processors reserved / processors of the server).
 * </ul>
 */
public final class CarbonAnalysis {
  private static final double MILLION = 1e6;

  private final Scenario scenario;
  private final Coefficients coefficients;

  private CarbonAnalysis(Scenario scenario, Coefficients coefficients) {
    this.scenario = scenario;
    this.coefficients = coefficients;
  }

  /**
   * What a scenario's system emits.
   *
   * @param regions at least one
   * @param per key of the use that R counts
   * @throws InvalidInput when the scenario states no processors, or not the use that R counts
   */
  public static Carbon of(
      Scenario scenario, Coefficients coefficients, List<Region> regions, String per) {
    return new CarbonAnalysis(scenario, coefficients).analyse(regions, per);
  }

  /** The use that R counts when nobody says: the first volume that the scenario states. */
  public static String defaultUnit(Scenario scenario) {
    return scenario.system().usage().stream()
        .map(Usage::use)
        .filter(use -> use.key().endsWith("PerDay"))
        .map(SystemUse::key)
        .findFirst()
        .orElse(SystemUse.QUERIES.key());
  }

  private Carbon analyse(List<Region> regions, String per) {
    if (sum(SystemUse.CORES) == 0) {
      throw new InvalidInput(
          scenario.name(),
          "the scenario states no cores of a whole system",
          "a section 'system' with cores",
          "See 'Write a scenario' in analysis/README.md.");
    }
    SystemUse unit = unit(per);
    double units = units(unit);
    return new Carbon(
        Carbon.SCHEMA,
        scenario.name(),
        coefficients.name(),
        coefficients.date().toString(),
        unitInWords(unit),
        units,
        utilisation(),
        regions.stream().map(region -> in(region, units)).toList(),
        notCounted());
  }

  private SystemUse unit(String per) {
    List<SystemUse> stated = Arrays.stream(SystemUse.values()).filter(use -> sum(use) > 0).toList();
    return stated.stream()
        .filter(use -> use.key().equals(per))
        .findFirst()
        .orElseThrow(() ->
            new InvalidInput(
                "--per " + per,
                "the scenario states none",
                "a use that it states",
                NearestWord.hint(per, stated.stream().map(SystemUse::key).toList())));
  }

  /** R a month: GB, millions of events, or things held for the month. */
  private double units(SystemUse unit) {
    double days = Month.HOURS / 24.0;
    if (!unit.key().endsWith("PerDay")) {
      return sum(unit);
    }
    return unit.key().contains("GB") ? sum(unit) * days : sum(unit) * days / MILLION;
  }

  private static String unitInWords(SystemUse unit) {
    String each = unit.unit().replace(" a day", "");
    return unit.key().endsWith("PerDay") && !unit.key().contains("GB")
        ? "1,000,000 " + each
        : "1 " + each;
  }

  private double sum(SystemUse use) {
    return scenario.system().usage().stream()
        .filter(each -> each.use() == use)
        .mapToDouble(each -> each.amount().doubleValue())
        .sum();
  }

  /** Busy at the peak over peak to mean: what the scenario plans its nodes for. */
  private double utilisation() {
    return scenario.value(Parameter.TARGET_UTILISATION) / scenario.value(Parameter.PEAK_TO_MEAN);
  }

  private InRegion in(Region region, double units) {
    SequencedMap<String, Double> energy = new LinkedHashMap<>();
    double idle = region.idleWattsPerCore().value();
    double watts = idle + (region.busyWattsPerCore().value() - idle) * utilisation();
    double pue = region.pue().value();
    energy.put("processors", sum(SystemUse.CORES) * watts / 1_000 * Month.HOURS * pue);
    energy.put(
        "memory",
        sum(SystemUse.MEMORY) * coefficients.memoryKwhPerGbHour().value() * Month.HOURS * pue);
    energy.put("disks", stored(SystemUse.DISK, region.diskCopies().value(), true) * pue);
    energy.put("objects", stored(SystemUse.STORED, region.objectCopies().value(), false) * pue);
    double moved = (sum(SystemUse.CROSS_ZONE) + sum(SystemUse.EGRESS)) * Month.HOURS / 24;
    energy.put("network", moved * coefficients.networkKwhPerGb().value());
    double kwh = energy.values().stream().mapToDouble(Double::doubleValue).sum();
    double operational = kwh * region.gramsPerKwh().value() / 1_000;
    double embodied =
        region.serverKg().value()
            * (Month.HOURS / coefficients.lifespanHours().value())
            * (sum(SystemUse.CORES) / region.serverCores().value());
    return new InRegion(
        region.name(),
        energy,
        region.gramsPerKwh().value(),
        operational,
        embodied,
        1_000 * (operational + embodied) / units);
  }

  /** kWh a month of data that is kept so many times. */
  private double stored(SystemUse use, double copies, boolean ssd) {
    double wattHours =
        ssd ? coefficients.ssdWhPerTbHour().value() : coefficients.hddWhPerTbHour().value();
    return sum(use) / 1_000 * copies * wattHours / 1_000 * Month.HOURS;
  }

  private List<String> notCounted() {
    List<String> not = new ArrayList<>();
    not.add("embodied emissions of disks and networks: no coefficient");
    not.add("devices of users, and the applications that send telemetry: outside the boundary");
    List<SystemUse> missing =
        List.of(
                SystemUse.MEMORY,
                SystemUse.DISK,
                SystemUse.STORED,
                SystemUse.CROSS_ZONE,
                SystemUse.EGRESS)
            .stream()
            .filter(use -> sum(use) == 0)
            .toList();
    if (!missing.isEmpty()) {
      not.add(
          String.join(", ", missing.stream().map(SystemUse::key).toList())
              + ": the scenario states none");
    }
    return not;
  }
}
