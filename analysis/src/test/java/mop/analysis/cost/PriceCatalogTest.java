package mop.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PriceCatalogTest {
  private static final String GOOD =
      """
      name: mine
      date: 2026-06-01
      region: cellar
      currency: EUR
      source: our controller
      prices:
        - item: object-storage
          name: disk
          unit: GiB-month
          tiers:
            - {from: 0, to: 10, price: 0.5}
            - {from: 10, price: 0.4}
          date: 2026-05-01
          source: invoice
        - item: node
          name: box
          vcpu: 4
          memoryGiB: 16
          unit: node-hour
          price: 0.1
          date: 2026-05-01
          source: invoice
      """;

  @Test
  void readsPricesExactlyAsWritten() {
    PriceCatalog catalog = Fixtures.catalog(GOOD);
    assertThat(catalog.currency()).isEqualTo("EUR");
    assertThat(catalog.price(Item.OBJECT_STORAGE).orElseThrow().tiers())
        .extracting(Price.Tier::price)
        .containsExactly(new BigDecimal("0.5"), new BigDecimal("0.4"));
    assertThat(catalog.node("box", "test").shape().orElseThrow().vcpu()).isEqualTo(4);
    assertThat(catalog.price(Item.CROSS_ZONE)).isEmpty();
  }

  /** Line to replace, replacement, message. */
  static Stream<List<String>> mistakes() {
    return Stream.of(
        List.of(
            "currency: EUR",
            "currency: euro",
            "prices.yaml:4: currency: 'euro' is no currency code; expected three capitals, as USD."),
        List.of(
            "region: cellar",
            "regoin: cellar",
            "prices.yaml:3: regoin: unknown key 'regoin'; expected one of name, date, region,"
                + " provider, regionName, currency, family, includes, source, note, commitment, prices. Did you mean"
                + " 'region'?"),
        List.of(
            "date: 2026-06-01",
            "date: last June",
            "prices.yaml:2: date: 'last June' is no date; expected a day such as 2026-11-24."),
        List.of(
            "item: object-storage",
            "item: object-store",
            "prices.yaml:7: prices[0].item: unknown item 'object-store'; expected one of"
                + " object-storage, object-put,"),
        List.of(
            "unit: GiB-month",
            "unit: GiB-moth",
            "prices.yaml:9: prices[0].unit: unknown unit 'GiB-moth'; expected one of GiB-month,"
                + " GB-month, GiB, GB, 1,000 requests, 10,000 requests, 1,000,000 requests,"
                + " node-hour, vCPU-hour, GiB-hour, GB-hour, 1,000,000 events, 100 series, 1,000"
                + " series, host, user, month. Did you mean 'GiB-month'?"),
        List.of(
            "unit: GiB-month",
            "unit: GiB",
            "prices.yaml:9: prices[0].unit: 'GiB' measures bytes moved; expected a unit of storage"
                + " over time for object-storage."),
        List.of(
            "price: 0.1",
            "price: -0.1",
            "prices.yaml:20: prices[1].price: it is -0.1; expected a number of at least 0."),
        List.of(
            "price: 0.1",
            "price: cheap",
            "prices.yaml:20: prices[1].price: 'cheap' is no number; expected a number such as"
                + " 12 or 0.023."),
        List.of(
            "price: 0.1",
            "note: none",
            "prices.yaml:15: prices[1].price: neither 'price' nor 'tiers'; expected exactly one of"
                + " them."),
        List.of(
            "{from: 10, price: 0.4}",
            "{from: 12, price: 0.4}",
            "prices.yaml:12: prices[0].tiers[1].from: a gap before 12; expected 10."),
        List.of(
            "{from: 10, price: 0.4}",
            "{from: 8, price: 0.4}",
            "prices.yaml:12: prices[0].tiers[1].from: an overlap at 8; expected 10."),
        List.of(
            "{from: 10, price: 0.4}",
            "{from: 10, to: 10, price: 0.4}",
            "prices.yaml:12: prices[0].tiers[1].to: it ends at 10; expected more than 10."),
        List.of(
            "{from: 10, price: 0.4}",
            "{from: 10, to: 20, price: 0.4}",
            "prices.yaml:10: prices[0].tiers: nothing is said beyond 20; expected a last tier"
                + " without 'to'."),
        List.of(
            "{from: 0, to: 10, price: 0.5}",
            "{from: 0, price: 0.5}",
            "prices.yaml:12: prices[0].tiers[1].from: a tier after one without 'to'; expected 'to'"
                + " in all but the last."),
        List.of(
            "{from: 0, to: 10, price: 0.5}",
            "{from: 0, to: 10}",
            "prices.yaml:11: prices[0].tiers[0].price: 'price' is missing; expected a number."),
        List.of(
            "    source: invoice\n  - item: node",
            "  - item: node",
            "prices.yaml:7: prices[0].source: 'source' is missing; expected a text."),
        List.of(
            "    source: invoice\n  - item: node",
            "    source: ''\n  - item: node",
            "prices.yaml:14: prices[0].source: it is empty; expected a text."),
        List.of(
            "date: 2026-05-01\n    source: invoice\n  - item",
            "date: 2026-07-01\n    source: invoice\n  - item",
            "prices.yaml:13: prices[0].date: 2026-07-01 is after the catalogue's own date; expected"
                + " at most 2026-06-01."),
        List.of(
            "vcpu: 4",
            "vcpu: 4.5",
            "prices.yaml:17: prices[1].vcpu: 4.5 is not whole; expected a whole number."),
        List.of(
            "memoryGiB: 16",
            "memoryGiB: 0",
            "prices.yaml:18: prices[1].memoryGiB: it is 0; expected a number above 0."),
        List.of(
            "name: disk",
            "name: disk\n    vcpu: 4",
            "prices.yaml:9: prices[0].vcpu: only a node has 'vcpu'; expected none for"
                + " object-storage."),
        List.of(
            "item: node",
            "item: object-storage",
            "prices.yaml:15: prices[1].item: a second price for object-storage; expected one (the"
                + " first is at prices.yaml:7: prices[0])."),
        List.of(
            "item: node",
            "item: object-storage\n    class: icy",
            "prices.yaml:16: prices[1].class: unknown class 'icy'; expected one of standard,"
                + " infrequent, cold."),
        List.of(
            "item: node",
            "item: node\n    class: cold",
            "prices.yaml:16: prices[1].class: only the object store has classes; expected no"
                + " 'class' for node."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesAMistakeWithItsLine(List<String> mistake) {
    String broken = GOOD.replace(mistake.get(0), mistake.get(1));
    assertThat(broken).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> Fixtures.catalog(broken))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(mistake.get(2))
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesAnUnknownNameWithTheNearest() {
    assertThatThrownBy(() -> PriceCatalog.load("aws-us-east1"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "aws-us-east1: no price catalogue of that name and no such file; expected a name or a"
                + " YAML file. Did you mean 'aws-us-east-1'?");
  }

  @Test
  void readsTheUsersOwnFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), GOOD);
    assertThat(PriceCatalog.load(file.toString()).name()).isEqualTo("mine");
  }

  @Test
  void comesWithEveryCatalogueOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("catalogs"))) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString().replace(".yaml", ""))
              .toList();
      assertThat(PriceCatalog.names()).containsExactlyInAnyOrderElementsOf(names);
    }
    for (String name : PriceCatalog.names()) {
      assertThat(PriceCatalog.load(name).name()).isEqualTo(name);
    }
  }

  /** Storage, PUT, GET and retrieval of the colder classes, as the providers publish them. */
  @ParameterizedTest
  @CsvSource({
    "aws-us-east-1, INFREQUENT, 0.0125, 0.01, 0.001, 0.01",
    "aws-us-east-1, COLD, 0.004, 0.02, 0.01, 0.03",
    "gcp-us-central1, INFREQUENT, 0.01, 0.01, 0.001, 0.01",
    "gcp-us-central1, COLD, 0.004, 0.02, 0.01, 0.02",
    "azure-eastus, INFREQUENT, 0.0152, 0.1, 0.01, 0.01",
    "azure-eastus, COLD, 0.0036, 0.18, 0.1, 0.03"
  })
  void hasTheColderClassesOfTheObjectStore(
      String name,
      StorageClass storageClass,
      BigDecimal stored,
      BigDecimal put,
      BigDecimal get,
      BigDecimal read) {
    PriceCatalog catalog = PriceCatalog.load(name);
    assertThat(catalog.storageClasses()).containsExactly(StorageClass.values());
    assertThat(
            List.of(Item.OBJECT_STORAGE, Item.OBJECT_PUT, Item.OBJECT_GET, Item.OBJECT_READ)
                .stream()
                .map(item -> catalog.price(item, storageClass).orElseThrow())
                .map(price -> price.tiers().getFirst().price()))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(stored, put, get, read);
  }

  @ParameterizedTest
  @CsvSource({
    "OBJECT_STORAGE, 0.023, 3",
    "OBJECT_PUT, 0.005, 1",
    "OBJECT_LIST, 0.005, 1",
    "OBJECT_GET, 0.0004, 1",
    "OBJECT_DELETE, 0, 1",
    "OBJECT_READ, 0, 1",
    "BLOCK_STORAGE, 0.08, 1",
    "CROSS_ZONE, 0.02, 1"
  })
  void hasThePricesOfAwsInNorthernVirginia(Item item, BigDecimal first, int tiers) {
    Price price = Fixtures.AWS.price(item).orElseThrow();
    assertThat(price.tiers()).hasSize(tiers);
    assertThat(price.tiers().getFirst().price()).isEqualByComparingTo(first);
  }
}
