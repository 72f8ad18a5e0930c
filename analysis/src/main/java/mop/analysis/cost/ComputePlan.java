package mop.analysis.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many whole nodes run the stack. All components share one pool of nodes: what is needed at the
 * peak is the mean rate of use times {@code peakToMean}, and a node is filled to {@code
 * targetUtilisation} of its processors and memory. The pool never has fewer than {@code minNodes}.
 *
 * @param machine price and size of a node
 * @param nodes nodes that are paid for
 * @param needed nodes that the peak would fill, not rounded
 * @param cores processors needed at the peak at the target utilisation, by component
 * @param memoryGib memory needed likewise; 0 when it was not measured
 * @param fewest whether the scenario's least number of nodes decides, and not the need
 * @param laws how the need grows, in words
 */
record ComputePlan(
    Price machine,
    long nodes,
    double needed,
    Map<String, Double> cores,
    double memoryGib,
    boolean fewest,
    String laws) {
  /** A sliver above a whole number that is rounding, not need. */
  private static final double ROUNDING = 1e-9;

  /** The plan for a trial's use, absent when no processor time was measured. */
  static Optional<ComputePlan> of(
      ResourceUsage trial, Scenario scenario, PriceCatalog catalog, Growths growths) {
    Map<String, Double> cores = new LinkedHashMap<>();
    List<String> laws = new ArrayList<>();
    double memory = 0;
    for (ResourceUsage.Use use : trial.uses()) {
      Optional<ScalingLaw> law = ScalingLaw.of(use, trial, scenario, growths);
      if (law.isEmpty() || use.resource().item() != Item.NODE) {
        continue;
      }
      double atPeak =
          law.get().perSecond(use.amount())
              * scenario.value(Parameter.PEAK_TO_MEAN)
              / scenario.value(Parameter.TARGET_UTILISATION);
      laws.add(use.resource().label() + " " + law.get());
      if (use.resource() == Resource.MEMORY_BYTE_SECONDS) {
        memory += atPeak / Unit.GIB.size().doubleValue();
      } else {
        cores.merge(use.component(), atPeak, Double::sum);
      }
    }
    if (cores.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(size(cores, memory, scenario, catalog, laws));
  }

  private static ComputePlan size(
      Map<String, Double> cores,
      double memoryGib,
      Scenario scenario,
      PriceCatalog catalog,
      List<String> laws) {
    Price machine = catalog.node(scenario.node(), scenario.where());
    Price.NodeShape shape = machine.shape().orElseThrow();
    double needed =
        Math.max(total(cores) / shape.vcpu(), memoryGib / shape.memoryGib().doubleValue());
    double least = scenario.value(Parameter.MIN_NODES);
    long nodes = (long) Math.ceil(Math.max(least, needed) - ROUNDING);
    return new ComputePlan(
        machine, nodes, needed, cores, memoryGib, needed <= least, String.join("; ", laws));
  }

  double totalCores() {
    return total(cores);
  }

  private static double total(Map<String, Double> cores) {
    return cores.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Nodes that are paid for and that the peak would not fill. */
  double idle() {
    return Math.max(0, nodes - needed);
  }

  /** The need, the resource that decides first. */
  String needInWords() {
    String processors =
        cores.entrySet().stream()
            .map(entry -> entry.getKey() + " " + Words.rough(entry.getValue()) + " cores")
            .collect(Collectors.joining(", "));
    if (memoryGib == 0) {
      return processors;
    }
    String memory = Words.rough(memoryGib) + " GiB";
    double vcpu = machine.shape().orElseThrow().vcpu();
    return needed > totalCores() / vcpu
        ? memory + " (" + processors + ")"
        : processors + " (" + memory + ")";
  }
}
