package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import mop.analysis.cost.WholeSystem.Member;
import mop.analysis.cost.WholeSystem.Published;
import mop.analysis.cost.WholeSystem.Usage;
import mop.analysis.input.NearestWord;
import mop.analysis.input.YamlFields;
import mop.analysis.result.Provenance;

/**
 * Reads what a scenario says of a whole system. Nothing of it comes from the scenario that another
 * one builds on: volumes that nobody stated must not be priced as if they had been.
 */
final class WholeSystemReader {
  private static final String STORAGE_CLASS = "storageClass";

  private WholeSystemReader() {}

  static WholeSystem read(YamlFields top) {
    List<Usage> usage = top.has("system") ? usage(top.mapping("system")) : List.of();
    return new WholeSystem(usage, published(top), shares(top, usage));
  }

  private static List<Usage> usage(YamlFields system) {
    List<Usage> usage = new ArrayList<>();
    for (String component : system.keys()) {
      YamlFields fields = system.mapping(component);
      List<String> known =
          new ArrayList<>(Arrays.stream(SystemUse.values()).map(SystemUse::key).toList());
      known.add(STORAGE_CLASS);
      fields.allow(known);
      StorageClass storageClass = storageClass(fields);
      for (SystemUse use : SystemUse.values()) {
        if (fields.has(use.key())) {
          usage.add(usage(component, use, storageClass, fields));
        }
      }
    }
    return usage;
  }

  private static StorageClass storageClass(YamlFields fields) {
    return fields.has(STORAGE_CLASS)
        ? fields.word(STORAGE_CLASS, List.of(StorageClass.values()), StorageClass::key)
        : StorageClass.STANDARD;
  }

  private static Usage usage(
      String component, SystemUse use, StorageClass storageClass, YamlFields fields) {
    String key = use.key();
    if (!fields.isMapping(key)) {
      return new Usage(
          component,
          use,
          storageClass,
          fields.nonNegative(key),
          Provenance.ASSUMED,
          "set at " + fields.where(key) + ", no reason given");
    }
    YamlFields full = fields.mapping(key);
    full.allow(List.of("value", "provenance", "source"));
    return new Usage(
        component,
        use,
        storageClass,
        full.nonNegative("value"),
        full.word("provenance", Arrays.asList(Provenance.values()), Words::of),
        full.text("source"));
  }

  private static Optional<Published> published(YamlFields top) {
    if (!top.has("published")) {
      return Optional.empty();
    }
    YamlFields fields = top.mapping("published");
    fields.allow(List.of("monthly", "currency", "source"));
    return Optional.of(
        new Published(
            fields.nonNegative("monthly"), CatalogReader.currency(fields), fields.text("source")));
  }

  private static SequencedMap<String, List<Member>> shares(YamlFields top, List<Usage> usage) {
    SequencedMap<String, List<Member>> shares = new LinkedHashMap<>();
    if (!top.has("shares")) {
      return shares;
    }
    Set<String> components = new LinkedHashSet<>();
    usage.forEach(each -> components.add(each.component()));
    YamlFields dimensions = top.mapping("shares");
    for (String dimension : dimensions.keys()) {
      YamlFields fields = dimensions.mapping(dimension);
      List<Member> members =
          fields.keys().stream().map(name -> member(fields, name, components)).toList();
      notMoreThanAll(dimensions, dimension, members, components);
      shares.put(dimension, members);
    }
    return shares;
  }

  private static Member member(YamlFields fields, String name, Set<String> components) {
    if (!fields.isMapping(name)) {
      return new Member(name, share(fields, name), Map.of());
    }
    YamlFields parts = fields.mapping(name);
    Map<String, BigDecimal> ofComponent = new HashMap<>();
    for (String component : parts.keys()) {
      if (!components.contains(component)) {
        throw parts.wrong(
            component,
            "the system has no component '" + component + "'",
            "a component. " + NearestWord.hint(component, components));
      }
      ofComponent.put(component, share(parts, component));
    }
    return new Member(name, BigDecimal.ZERO, ofComponent);
  }

  private static BigDecimal share(YamlFields fields, String key) {
    BigDecimal share = fields.nonNegative(key);
    if (share.compareTo(BigDecimal.ONE) > 0) {
      throw fields.wrong(key, "it is " + share.toPlainString(), "a share of 0 to 1");
    }
    return share;
  }

  private static void notMoreThanAll(
      YamlFields dimensions, String dimension, List<Member> members, Set<String> components) {
    for (String component : components) {
      BigDecimal sum =
          members.stream()
              .map(member -> member.of(component))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (sum.compareTo(BigDecimal.ONE) > 0) {
        throw dimensions.wrong(
            dimension,
            "shares of " + component + " add up to " + sum.toPlainString(),
            "at most 1; what is left counts as unattributed");
      }
    }
  }
}
