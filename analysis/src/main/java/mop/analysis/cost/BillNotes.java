package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a bill says beside its lines: nothing is left out of it silently. */
final class BillNotes {
  private final PriceCatalog catalog;
  private final List<String> notes = new ArrayList<>();
  private final Set<String> withoutPrice = new LinkedHashSet<>();
  private final Set<String> notScaled = new LinkedHashSet<>();
  private final Set<String> otherSignals = new LinkedHashSet<>();
  private String notMeasured = "";

  BillNotes(PriceCatalog catalog) {
    this.catalog = catalog;
  }

  void withoutPrice(ResourceUsage.Use use) {
    withoutPrice.add(use.key());
  }

  void notScaled(ResourceUsage.Use use) {
    notScaled.add(use.key());
  }

  void ofOtherSignal(ResourceUsage.Use use) {
    otherSignals.add(use.component());
  }

  void notMeasured(ResourceUsage trial) {
    Set<Resource> measured =
        trial.uses().stream()
            .filter(ResourceUsage.Use::ofTraces)
            .map(ResourceUsage.Use::resource)
            .collect(Collectors.toSet());
    notMeasured =
        Stream.of(Resource.values())
            .filter(resource -> resource.driver() != Driver.OTHER_SIGNAL)
            .filter(resource -> !measured.contains(resource))
            .map(Resource::key)
            .collect(Collectors.joining(", "));
  }

  void reconcile(BillLines lines) {
    notes.add(
        "Reconciliation: "
            + lines.lines().size()
            + " lines sum to "
            + Words.money(lines.total(), catalog.currency())
            + " a month; outside the bill: "
            + (outside().isEmpty() ? "nothing that was measured" : outside())
            + ".");
    if (!notMeasured.isEmpty()) {
      notes.add("Not measured, so not in the bill (not the same as 0): " + notMeasured + ".");
    }
  }

  private String outside() {
    return Stream.of(
            withoutPrice.isEmpty()
                ? ""
                : String.join(", ", withoutPrice) + " (no price in " + catalog.name() + ")",
            notScaled.isEmpty()
                ? ""
                : String.join(", ", notScaled) + " (grows with queries, and none was asked)",
            otherSignals.isEmpty()
                ? ""
                : String.join(", ", otherSignals)
                    + " (under usage, alike for all treatments; the scenario's traces do not say how"
                    + " many metrics and logs come with them)")
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  void idle(ComputePlan plan) {
    BigDecimal perNode =
        plan.machine()
            .tiers()
            .getFirst()
            .price()
            .multiply(BigDecimal.valueOf(ScalingLaw.HOURS_PER_MONTH));
    notes.add(
        "Compute: the peak needs "
            + plan.needInWords()
            + " with the headroom that the scenario asks for, "
            + Words.of(100 * plan.needed() / plan.nodes(), 2)
            + " % of "
            + plan.nodes()
            + " "
            + plan.machine().name()
            + (plan.fewest() ? ", the fewest that the scenario allows" : "")
            + "; idle and paid for: "
            + Words.money(perNode.multiply(BigDecimal.valueOf(plan.idle())), catalog.currency())
            + " a month.");
  }

  List<String> all() {
    return notes;
  }
}
