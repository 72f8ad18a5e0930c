package mop.analysis.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.YamlDocument;
import mop.analysis.input.YamlFields;

/** Reads and checks a price catalogue. */
final class CatalogReader {
  private static final String HELP = "See 'Write a price catalogue' in analysis/README.md.";
  private static final List<String> TOP =
      List.of(
          "name",
          "date",
          "region",
          "provider",
          "regionName",
          "currency",
          "family",
          "includes",
          "source",
          "note",
          "commitment",
          "prices");
  private static final List<String> PRICE =
      List.of(
          "item",
          "class",
          "name",
          "unit",
          "price",
          "tiers",
          "included",
          "vcpu",
          "memoryGiB",
          "date",
          "source",
          "note",
          "billedAs");

  private final Map<String, String> placeOfPrice = new HashMap<>();
  private final LocalDate date;

  private CatalogReader(LocalDate date) {
    this.date = date;
  }

  static PriceCatalog read(YamlDocument document) {
    YamlFields top = YamlFields.of(document, HELP);
    top.allow(TOP);
    LocalDate date = top.date("date");
    CatalogReader reader = new CatalogReader(date);
    Family family =
        top.has("family")
            ? top.word("family", List.of(Family.values()), Family::key)
            : Family.SELF_HOSTED;
    if (top.has("includes") != (family == Family.HOSTED)) {
      throw top.wrong(
          "includes",
          (top.has("includes") ? "given" : "missing") + " for a " + family.key() + " catalogue",
          "what the prices contain besides, for a hosted one only");
    }
    return new PriceCatalog(
        top.text("name"),
        date,
        top.text("region"),
        top.text("provider", top.text("name")),
        top.has("regionName") ? Optional.of(top.text("regionName")) : Optional.empty(),
        currency(top),
        family,
        top.text("includes", ""),
        top.text("source"),
        top.text("note", ""),
        reader.commitment(top, family),
        top.mappings("prices").stream().map(reader::price).toList());
  }

  private Optional<Commitment> commitment(YamlFields top, Family family) {
    if (!top.has("commitment")) {
      return Optional.empty();
    }
    if (family != Family.HOSTED) {
      throw top.wrong(
          "commitment", "given for a " + family.key() + " catalogue", "none unless hosted");
    }
    YamlFields fields = top.mapping("commitment");
    fields.allow(List.of("name", "monthly", "date", "source"));
    return Optional.of(
        new Commitment(
            fields.text("name"),
            positive(fields, "monthly"),
            priceDate(fields),
            fields.text("source")));
  }

  static String currency(YamlFields top) {
    String currency = top.text("currency");
    if (!currency.matches("[A-Z]{3}")) {
      throw top.wrong(
          "currency", "'" + currency + "' is no currency code", "three capitals, as USD");
    }
    return currency;
  }

  private Price price(YamlFields fields) {
    fields.allow(PRICE);
    Item item = fields.word("item", List.of(Item.values()), Item::key);
    String name = fields.text("name");
    StorageClass storageClass = storageClass(fields, item);
    once(fields, priced(item, name, storageClass));
    Price price =
        new Price(
            item,
            storageClass,
            name,
            unit(fields, item),
            tiers(fields),
            quota(fields),
            shape(fields, item),
            priceDate(fields),
            fields.text("source"),
            fields.text("note", ""),
            billedAs(fields));
    return fields.has("included") && price.quota().isEmpty()
        ? price.withIncluded(positive(fields, "included"))
        : price;
  }

  private static StorageClass storageClass(YamlFields fields, Item item) {
    if (!fields.has("class")) {
      return StorageClass.STANDARD;
    }
    if (!item.hasStorageClass()) {
      throw fields.wrong(
          "class", "only the object store has classes", "no 'class' for " + item.key());
    }
    return fields.word("class", List.of(StorageClass.values()), StorageClass::key);
  }

  private static String priced(Item item, String name, StorageClass storageClass) {
    if (item == Item.NODE) {
      return item.key() + " '" + name + "'";
    }
    return storageClass == StorageClass.STANDARD
        ? item.key()
        : item.key() + " of class " + storageClass.key();
  }

  private static List<String> billedAs(YamlFields fields) {
    return fields.has("billedAs")
        ? List.of(fields.text("billedAs").split(" *\\| *", -1))
        : List.of();
  }

  /** An allowance that comes with hosts or users; a plain number is a first tier instead. */
  private static Optional<Price.Quota> quota(YamlFields fields) {
    if (!fields.has("included") || !fields.isMapping("included")) {
      return Optional.empty();
    }
    YamlFields quota = fields.mapping("included");
    quota.allow(List.of("amount", "per"));
    Item per = quota.word("per", List.of(Item.HOST, Item.APM_HOST, Item.USER), Item::key);
    return Optional.of(new Price.Quota(positive(quota, "amount"), per));
  }

  private void once(YamlFields fields, String what) {
    String before = placeOfPrice.putIfAbsent(what, fields.where());
    if (before != null) {
      throw fields.wrong(
          "item", "a second price for " + what, "one (the first is at " + before + ")");
    }
  }

  private static Unit unit(YamlFields fields, Item item) {
    Unit unit = fields.word("unit", List.of(Unit.values()), Unit::symbol);
    if (unit.measure() != item.measure()) {
      throw fields.wrong(
          "unit",
          "'" + unit.symbol() + "' measures " + unit.measure(),
          "a unit of " + item.measure() + " for " + item.key());
    }
    return unit;
  }

  private LocalDate priceDate(YamlFields fields) {
    LocalDate read = fields.date("date");
    if (read.isAfter(date)) {
      throw fields.wrong("date", read + " is after the catalogue's own date", "at most " + date);
    }
    return read;
  }

  private static Optional<Price.NodeShape> shape(YamlFields fields, Item item) {
    if (item != Item.NODE) {
      for (String key : List.of("vcpu", "memoryGiB")) {
        if (fields.has(key)) {
          throw fields.wrong(key, "only a node has '" + key + "'", "none for " + item.key());
        }
      }
      return Optional.empty();
    }
    return Optional.of(new Price.NodeShape(whole(fields, "vcpu"), positive(fields, "memoryGiB")));
  }

  private static int whole(YamlFields fields, String key) {
    BigDecimal value = positive(fields, key);
    try {
      return value.intValueExact();
    } catch (ArithmeticException e) {
      throw fields.wrong(key, value.toPlainString() + " is not whole", "a whole number");
    }
  }

  private static BigDecimal positive(YamlFields fields, String key) {
    BigDecimal value = fields.nonNegative(key);
    if (value.signum() == 0) {
      throw fields.wrong(key, "it is 0", "a number above 0");
    }
    return value;
  }

  private static List<Price.Tier> tiers(YamlFields fields) {
    if (fields.has("price") == fields.has("tiers")) {
      throw fields.wrong(
          "price",
          fields.has("price") ? "both 'price' and 'tiers'" : "neither 'price' nor 'tiers'",
          "exactly one of them");
    }
    if (fields.has("price")) {
      return List.of(
          new Price.Tier(BigDecimal.ZERO, Optional.empty(), fields.nonNegative("price")));
    }
    List<Price.Tier> tiers = new ArrayList<>();
    Optional<BigDecimal> reached = Optional.of(BigDecimal.ZERO);
    for (YamlFields fieldsOfTier : fields.mappings("tiers")) {
      Price.Tier tier = tier(fieldsOfTier, reached);
      tiers.add(tier);
      reached = tier.to();
    }
    if (reached.isPresent()) {
      throw fields.wrong(
          "tiers",
          "nothing is said beyond " + reached.get().toPlainString(),
          "a last tier without 'to'");
    }
    return tiers;
  }

  /** One tier, which must begin where the one before it ended. */
  private static Price.Tier tier(YamlFields fields, Optional<BigDecimal> reached) {
    fields.allow(List.of("from", "to", "price"));
    BigDecimal from = fields.nonNegative("from");
    BigDecimal expected =
        reached.orElseThrow(() ->
            fields.wrong("from", "a tier after one without 'to'", "'to' in all but the last"));
    if (from.compareTo(expected) != 0) {
      throw gapOrOverlap(fields, from, expected);
    }
    Optional<BigDecimal> to =
        fields.has("to") ? Optional.of(fields.nonNegative("to")) : Optional.empty();
    if (to.isPresent() && to.get().compareTo(from) <= 0) {
      throw fields.wrong(
          "to", "it ends at " + to.get().toPlainString(), "more than " + from.toPlainString());
    }
    return new Price.Tier(from, to, fields.nonNegative("price"));
  }

  private static InvalidInput gapOrOverlap(
      YamlFields fields, BigDecimal from, BigDecimal expected) {
    String kind = from.compareTo(expected) > 0 ? "a gap before " : "an overlap at ";
    return fields.wrong("from", kind + from.toPlainString(), expected.toPlainString());
  }
}
