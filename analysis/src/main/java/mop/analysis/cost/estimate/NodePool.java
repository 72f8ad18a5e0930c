package mop.analysis.cost.estimate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import mop.analysis.cost.Price;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.SystemUse;
import mop.analysis.cost.Unit;
import mop.analysis.cost.WholeSystem.Usage;

/**
 * Whole machines for the processors and the memory of all components together.
 *
 * @param machine price and size of one
 * @param nodes machines that are paid for
 * @param need of each component, in machines, by what runs out first; not rounded
 * @param fewest whether the scenario's least number of nodes decides, and not the need
 */
record NodePool(
    Price machine, BigDecimal nodes, SequencedMap<String, BigDecimal> need, boolean fewest) {
  private static final MathContext PRECISION = MathContext.DECIMAL64;

  /**
   * The pool of the wanted machine where the catalogue sells it, else of the one that makes the
   * cheapest pool, the first in the file among equals. Absent when the catalogue sells no machines
   * or the system states no processors.
   *
   * @param least machines at least
   */
  static Optional<NodePool> of(
      List<Usage> usage, PriceCatalog catalog, String wanted, BigDecimal least) {
    SequencedMap<String, BigDecimal> cores = sums(usage, SystemUse.CORES);
    if (cores.isEmpty()) {
      return Optional.empty();
    }
    SequencedMap<String, BigDecimal> memory = sums(usage, SystemUse.MEMORY);
    return catalog.nodes().stream()
        .filter(node -> node.name().equals(wanted))
        .findFirst()
        .map(node -> of(cores, memory, node, least))
        .or(() ->
            catalog.nodes().stream()
                .map(node -> of(cores, memory, node, least))
                .min(Comparator.comparing(NodePool::hourly)));
  }

  private static NodePool of(
      SequencedMap<String, BigDecimal> cores,
      SequencedMap<String, BigDecimal> memory,
      Price machine,
      BigDecimal least) {
    Price.NodeShape shape = machine.shape().orElseThrow();
    SequencedMap<String, BigDecimal> byCores = inMachines(cores, BigDecimal.valueOf(shape.vcpu()));
    BigDecimal gbOfOne = shape.memoryGib().multiply(Unit.GIB.size()).divide(Unit.GB.size());
    SequencedMap<String, BigDecimal> byMemory = inMachines(memory, gbOfOne);
    SequencedMap<String, BigDecimal> need =
        total(byMemory).compareTo(total(byCores)) > 0 ? byMemory : byCores;
    BigDecimal nodes = total(need).setScale(0, RoundingMode.CEILING);
    return new NodePool(machine, nodes.max(least), need, nodes.compareTo(least) < 0);
  }

  private static SequencedMap<String, BigDecimal> sums(List<Usage> usage, SystemUse use) {
    SequencedMap<String, BigDecimal> sums = new LinkedHashMap<>();
    usage.stream()
        .filter(each -> each.use() == use)
        .forEach(each -> sums.merge(each.component(), each.amount(), BigDecimal::add));
    return sums;
  }

  private static SequencedMap<String, BigDecimal> inMachines(
      SequencedMap<String, BigDecimal> amounts, BigDecimal ofOne) {
    SequencedMap<String, BigDecimal> machines = new LinkedHashMap<>();
    amounts.forEach(
        (component, amount) -> machines.put(component, amount.divide(ofOne, PRECISION)));
    return machines;
  }

  private static BigDecimal total(SequencedMap<String, BigDecimal> amounts) {
    return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal hourly() {
    return nodes.multiply(machine.tiers().getFirst().price());
  }

  /** Machines that are paid for and that nobody needs. */
  BigDecimal idle() {
    return nodes.subtract(total(need));
  }
}
