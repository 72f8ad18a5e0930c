package mop.analysis.cost.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mop.analysis.cost.Family;
import mop.analysis.cost.Item;
import mop.analysis.cost.Price;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.StorageClass;
import mop.analysis.cost.SystemUse;
import mop.analysis.cost.SystemUse.Kind;
import mop.analysis.cost.WholeSystem.Usage;

/**
 * Which uses a catalogue charges, which are paid through others and which nobody pays here. Every
 * use of the scenario is exactly one of the three, so that nothing counts as 0 silently.
 */
final class Uses {
  private static final Set<Item> INGEST =
      EnumSet.of(Item.METRIC_INGEST, Item.LOG_INGEST, Item.TRACE_INGEST);

  private static final String NOT_STATED = "priced here, but the scenario states none";

  private final PriceCatalog catalog;
  private final boolean pool;
  private final Set<Kind> charged = EnumSet.noneOf(Kind.class);
  private final Map<String, Set<String>> carried = new LinkedHashMap<>();
  private final Map<String, Set<String>> leftOut = new LinkedHashMap<>();

  Uses(PriceCatalog catalog, List<Usage> usage, boolean pool) {
    this.catalog = catalog;
    this.pool = pool;
    usage.stream()
        .filter(use -> !prices(use).isEmpty())
        .forEach(use -> charged.add(use.use().kind()));
    usage.stream().filter(use -> prices(use).isEmpty()).forEach(this::classify);
    notStated(usage);
  }

  private void notStated(List<Usage> usage) {
    Set<SystemUse> stated = EnumSet.noneOf(SystemUse.class);
    Set<StorageClass> classes = EnumSet.of(StorageClass.STANDARD);
    for (Usage use : usage) {
      stated.add(use.use());
      classes.add(use.storageClass());
    }
    for (SystemUse use : SystemUse.values()) {
      if (!stated.contains(use) && classes.stream().anyMatch(each -> costs(use, each))) {
        leftOut.computeIfAbsent(NOT_STATED, key -> new LinkedHashSet<>()).add(use.key());
      }
    }
  }

  private boolean costs(SystemUse use, StorageClass storageClass) {
    return use.items().stream().anyMatch(item -> costs(use, item, storageClass));
  }

  private boolean costs(SystemUse use, Item item, StorageClass storageClass) {
    return price(use, item, storageClass)
        .map(price -> price.tiers().stream().anyMatch(tier -> tier.price().signum() > 0))
        .orElse(false);
  }

  /** The prices of a use, none when it is not charged by itself. */
  List<Price> prices(Usage use) {
    boolean inPool = use.use() == SystemUse.CORES || use.use() == SystemUse.MEMORY;
    if (pool && inPool) {
      return List.of();
    }
    return use.use().items().stream()
        .flatMap(item -> price(use.use(), item, use.storageClass()).stream())
        .toList();
  }

  /** Its own price, or that of data of any kind where no measure of its kind has one. */
  private Optional<Price> price(SystemUse use, Item item, StorageClass storageClass) {
    return catalog
        .price(item, storageClass)
        .or(() ->
            INGEST.contains(item) && !pricedByItself(use.kind())
                ? catalog.price(Item.DATA_INGEST)
                : Optional.empty());
  }

  private boolean pricedByItself(Kind kind) {
    return Arrays.stream(SystemUse.values())
        .filter(use -> use.kind() == kind)
        .flatMap(use -> use.items().stream())
        .anyMatch(item -> catalog.price(item).isPresent());
  }

  private void classify(Usage use) {
    if (pool && (use.use() == SystemUse.CORES || use.use() == SystemUse.MEMORY)) {
      carried(use, "in the nodes");
      return;
    }
    switch (use.use().kind()) {
      case METRICS, LOGS, TRACES -> volume(use);
      case INFRASTRUCTURE, QUERIES -> {
        if (catalog.family() == Family.HOSTED) {
          carried(use, "run by the provider, inside its prices");
        } else if (catalog.family() == Family.SELF_HOSTED && use.use() == SystemUse.QUERIES) {
          carried(use, "in the nodes and requests that answer them");
        } else {
          leftOut(use, noPrice(use));
        }
      }
      case SEATS -> {
        if (catalog.family() == Family.SELF_HOSTED) {
          carried(use, "no licence is needed");
        } else {
          leftOut(use, "no price in this catalogue");
        }
      }
      case EGRESS -> leftOut(use, "no price in this catalogue");
    }
  }

  private void volume(Usage use) {
    if (charged.contains(use.use().kind())) {
      carried(use, "charged by another measure of the same data");
    } else if (catalog.family() == Family.SELF_HOSTED) {
      carried(use, "in the nodes, disks, storage and requests that they need");
    } else {
      leftOut(use, "no price in this catalogue");
    }
  }

  private String noPrice(Usage use) {
    boolean ofClass = use.use().items().stream().anyMatch(item -> catalog.price(item).isPresent());
    return ofClass
        ? "no price of class " + use.storageClass().key() + " in this catalogue"
        : "no price in this catalogue";
  }

  private void carried(Usage use, String how) {
    carried.computeIfAbsent(how, key -> new LinkedHashSet<>()).add(use.use().key());
  }

  private void leftOut(Usage use, String why) {
    leftOut
        .computeIfAbsent(why, key -> new LinkedHashSet<>())
        .add(use.component() + " " + use.use().key());
  }

  /** What is paid through something else, and how, a sentence a reason. */
  List<String> carried() {
    return sentences(carried);
  }

  /** What the total does not contain, and why. */
  List<String> leftOut() {
    List<String> all = new ArrayList<>(sentences(leftOut));
    if (catalog.family() == Family.SELF_HOSTED) {
      if (!pool) {
        all.add("nodes: the catalogue sells none, or the scenario states no cores");
      }
      all.add("the work of those who run the stack: no catalogue prices it");
    }
    return all;
  }

  private static List<String> sentences(Map<String, Set<String>> reasons) {
    return reasons.entrySet().stream()
        .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
        .toList();
  }
}
