package mop.analysis.cost.carbon;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import mop.analysis.cost.NamedFile;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.input.YamlDocument;
import mop.analysis.input.YamlFields;

/**
 * What electricity and hardware emit. All numbers are above 0 and each has its source.
 *
 * @param date day by which all were read
 * @param ssdWhPerTbHour energy of solid-state storage
 * @param hddWhPerTbHour energy of spinning storage
 * @param networkKwhPerGb energy of moving data between places
 * @param memoryKwhPerGbHour energy of memory
 * @param lifespanHours how long a server is used
 */
public record Coefficients(
    String name,
    LocalDate date,
    String source,
    Coefficient ssdWhPerTbHour,
    Coefficient hddWhPerTbHour,
    Coefficient networkKwhPerGb,
    Coefficient memoryKwhPerGbHour,
    Coefficient lifespanHours,
    List<Region> regions) {
  /** The coefficients used when none are asked for. */
  public static final String DEFAULT = "coefficients";

  private static final String HELP = "See 'Carbon coefficients' in docs/formats.md.";

  public Coefficients {
    regions = List.copyOf(regions);
  }

  /** A number and where it stands. */
  public record Coefficient(double value, String source) {}

  /**
   * One provider in one place.
   *
   * @param gramsPerKwh CO2-equivalent of the grid, location-based
   * @param pue energy of the data centre over energy of its machines
   * @param idleWattsPerCore power of a virtual processor that does nothing
   * @param busyWattsPerCore power of one that is fully used
   * @param diskCopies how often provisioned disk is kept
   * @param objectCopies how often an object is kept
   * @param serverKg CO2-equivalent of making a server
   * @param serverCores virtual processors that share it
   */
  public record Region(
      String name,
      Coefficient gramsPerKwh,
      Coefficient pue,
      Coefficient idleWattsPerCore,
      Coefficient busyWattsPerCore,
      Coefficient diskCopies,
      Coefficient objectCopies,
      Coefficient serverKg,
      Coefficient serverCores) {}

  /**
   * Coefficients by name, or from a YAML file of the user.
   *
   * @throws InvalidInput when there is neither, or the file is none (with file, line and field)
   */
  public static Coefficients load(String nameOrPath) {
    YamlDocument document =
        NamedFile.load(
            nameOrPath, List.of(DEFAULT), "catalogs/carbon", "file of carbon coefficients");
    YamlFields top = YamlFields.of(document, HELP);
    top.allow(
        List.of(
            "name",
            "date",
            "source",
            "ssdWhPerTbHour",
            "hddWhPerTbHour",
            "networkKwhPerGb",
            "memoryKwhPerGbHour",
            "lifespanHours",
            "regions"));
    return new Coefficients(
        top.text("name"),
        top.date("date"),
        top.text("source"),
        coefficient(top, "ssdWhPerTbHour"),
        coefficient(top, "hddWhPerTbHour"),
        coefficient(top, "networkKwhPerGb"),
        coefficient(top, "memoryKwhPerGbHour"),
        coefficient(top, "lifespanHours"),
        regions(top));
  }

  private static List<Region> regions(YamlFields top) {
    List<Region> regions = new ArrayList<>();
    for (YamlFields fields : top.mappings("regions")) {
      Region region = region(fields);
      if (regions.stream().anyMatch(each -> each.name.equals(region.name))) {
        throw fields.wrong("name", "a second region '" + region.name + "'", "each region once");
      }
      regions.add(region);
    }
    return regions;
  }

  private static Region region(YamlFields fields) {
    fields.allow(
        List.of(
            "name",
            "gramsPerKwh",
            "pue",
            "idleWattsPerCore",
            "busyWattsPerCore",
            "diskCopies",
            "objectCopies",
            "serverKg",
            "serverCores"));
    Region region =
        new Region(
            fields.text("name"),
            coefficient(fields, "gramsPerKwh"),
            coefficient(fields, "pue"),
            coefficient(fields, "idleWattsPerCore"),
            coefficient(fields, "busyWattsPerCore"),
            coefficient(fields, "diskCopies"),
            coefficient(fields, "objectCopies"),
            coefficient(fields, "serverKg"),
            coefficient(fields, "serverCores"));
    if (region.pue.value < 1) {
      throw fields.wrong("pue", "it is " + region.pue.value, "1 or more: all energy over useful");
    }
    if (region.busyWattsPerCore.value < region.idleWattsPerCore.value) {
      throw fields.wrong(
          "busyWattsPerCore",
          "it is " + region.busyWattsPerCore.value,
          "at least the idle " + region.idleWattsPerCore.value);
    }
    return region;
  }

  private static Coefficient coefficient(YamlFields fields, String key) {
    YamlFields coefficient = fields.mapping(key);
    coefficient.allow(List.of("value", "source"));
    double value = coefficient.decimal("value").doubleValue();
    if (!(value > 0)) {
      throw coefficient.wrong("value", "it is " + value, "a number above 0");
    }
    return new Coefficient(value, coefficient.text("source"));
  }

  /**
   * A region by its name.
   *
   * @throws InvalidInput when there is none
   */
  public Region region(String wanted) {
    return regions.stream()
        .filter(region -> region.name.equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new InvalidInput(
                "--region " + wanted,
                "no such region in " + name,
                "one that the coefficients know",
                NearestWord.hint(wanted, regions.stream().map(Region::name).toList())));
  }
}
