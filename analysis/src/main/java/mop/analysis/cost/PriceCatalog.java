package mop.analysis.cost;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;

/**
 * Dated list prices of one provider in one region, with their sources.
 *
 * @param name as given to {@code --catalog}
 * @param date day by which all prices were read
 * @param region as the provider identifies it, or words that there is none
 * @param provider who sells at these prices
 * @param regionName the provider's name of the region; absent where the prices hold for none
 * @param currency ISO 4217
 * @param family whose machines do the work
 * @param includes what the prices of a hosted service contain besides, or empty
 * @param source where the prices come from, in general
 * @param note what a reader must know, such as what could not be priced; or empty
 * @param commitment the least that is paid a month, where there is one
 */
public record PriceCatalog(
    String name,
    LocalDate date,
    String region,
    String provider,
    Optional<String> regionName,
    String currency,
    Family family,
    String includes,
    String source,
    String note,
    Optional<Commitment> commitment,
    List<Price> prices) {
  private static final List<String> BUILT_IN =
      List.of(
          "aws-us-east-1",
          "aws-eu-west-1",
          "gcp-us-central1",
          "azure-eastus",
          "grafana-cloud",
          "datadog",
          "new-relic",
          "published");
  private static final String FOLDER = "catalogs";
  private static final String WHAT = "price catalogue";

  public PriceCatalog {
    prices = List.copyOf(prices);
  }

  /** The catalogues that come with the workbench. */
  public static List<String> names() {
    return BUILT_IN;
  }

  /**
   * A catalogue by name, or from a YAML file of the user.
   *
   * @throws InvalidInput when there is neither, or the file is not a catalogue (with file, line and
   *     field)
   */
  public static PriceCatalog load(String nameOrPath) {
    return CatalogReader.read(NamedFile.load(nameOrPath, BUILT_IN, FOLDER, WHAT));
  }

  /** The YAML text of a catalogue, to be kept beside what it priced. */
  public static String yaml(String nameOrPath) {
    return NamedFile.text(nameOrPath, BUILT_IN, FOLDER, WHAT).yaml();
  }

  /**
   * What was used and has no price here, as component and resource: it is in no bill.
   *
   * @param usage of any trial
   */
  public List<String> unpriced(ResourceUsage usage) {
    return usage.uses().stream()
        .filter(use -> use.ofTraces() && use.resource().item() != Item.NODE)
        .filter(use -> use.amount() > 0 && price(use.resource().item()).isEmpty())
        .map(ResourceUsage.Use::key)
        .toList();
  }

  /**
   * The price of an item, of the object store's in its standard class; absent when this catalogue
   * has none. Not for {@link Item#NODE}.
   */
  public Optional<Price> price(Item item) {
    return price(item, StorageClass.STANDARD);
  }

  /**
   * The price of an item in a class of the object store.
   *
   * @param storageClass does not matter for other items
   */
  public Optional<Price> price(Item item, StorageClass storageClass) {
    return prices.stream()
        .filter(price -> price.item() == item)
        .filter(price -> !item.hasStorageClass() || price.storageClass() == storageClass)
        .findFirst();
  }

  /** The classes that its object store has, the readiest first. */
  public List<StorageClass> storageClasses() {
    return prices.stream()
        .filter(price -> price.item() == Item.OBJECT_STORAGE)
        .map(Price::storageClass)
        .sorted()
        .toList();
  }

  /** The machines that it sells, in the order of the file. */
  public List<Price> nodes() {
    return prices.stream().filter(price -> price.item() == Item.NODE).toList();
  }

  /**
   * The price of a machine by its name.
   *
   * @param wantedBy who names it, for the message
   */
  Price node(String machine, String wantedBy) {
    List<Price> nodes = nodes();
    if (nodes.isEmpty()) {
      throw new InvalidInput(
          wantedBy,
          "catalogue " + name + " (" + family.key() + ") sells no nodes, so no '" + machine + "'",
          "a self-hosted catalogue where trials are billed",
          "Price a whole system with it: ./workbench cost estimate.");
    }
    return nodes.stream()
        .filter(price -> price.name().equals(machine))
        .findFirst()
        .orElseThrow(() ->
            new InvalidInput(
                wantedBy,
                "catalogue " + name + " has no price for node '" + machine + "'",
                "a node of that catalogue",
                NearestWord.hint(machine, nodes.stream().map(Price::name).toList())));
  }
}
