package mop.analysis.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.result.Provenance;

/**
 * What one trial used, per component of the stack. What was not measured is absent, which is not
 * the same as 0: a bill lists it as not measured.
 *
 * @param traces traces the trial received, kept or not
 * @param bytes OTLP bytes it received
 * @param queries queries it answered, 0 when none was asked
 * @param uses one entry per component and resource
 */
public record ResourceUsage(long traces, long bytes, long queries, List<Use> uses) {
  /** The component that keeps metrics. */
  public static final String METRICS = "metrics";

  /** The component that keeps logs. */
  public static final String LOGS = "logs";

  public ResourceUsage {
    if (traces <= 0 || bytes <= 0 || queries < 0) {
      throw new IllegalArgumentException(
          "a trial needs traces and bytes above 0 and queries of at least 0, got "
              + traces
              + ", "
              + bytes
              + ", "
              + queries);
    }
    uses = List.copyOf(uses);
    long distinct = uses.stream().map(Use::key).distinct().count();
    if (distinct < uses.size()) {
      throw new IllegalArgumentException("a resource of a component is given twice in " + uses);
    }
  }

  /**
   * Use of one resource by one component.
   *
   * @param component role of the stack: {@code pipeline}, {@code traces}, {@code metrics}, {@code
   *     logs}
   * @param amount in the unit that the resource's key names, at least 0
   * @param source how it was read, or why it was assumed
   */
  public record Use(
      String component, Resource resource, double amount, Provenance provenance, String source) {
    public Use {
      if (!(amount >= 0 && Double.isFinite(amount))) {
        throw new IllegalArgumentException(
            component + " " + resource.key() + ": " + amount + " is no amount of at least 0");
      }
    }

    /**
     * Whether it is use by traces, which a scenario scales and a bill is written for; that of
     * metrics and logs is measured beside it.
     */
    boolean ofTraces() {
      return !component.equals(METRICS)
          && !component.equals(LOGS)
          && resource.driver() != Driver.OTHER_SIGNAL;
    }

    String key() {
      return component + " " + resource.key();
    }
  }

  /** A trial of which nothing is known yet but its size; see {@link #with}. */
  public static ResourceUsage of(long traces, long bytes, long queries) {
    return new ResourceUsage(traces, bytes, queries, List.of());
  }

  /** This usage and one more measured amount. */
  public ResourceUsage with(String component, Resource resource, double amount, String source) {
    List<Use> more = new ArrayList<>(uses);
    more.add(new Use(component, resource, amount, Provenance.MEASURED, source));
    return new ResourceUsage(traces, bytes, queries, more);
  }

  /** This usage and more amounts. */
  public ResourceUsage with(List<Use> others) {
    List<Use> more = new ArrayList<>(uses);
    more.addAll(others);
    return new ResourceUsage(traces, bytes, queries, more);
  }

  /** The amount that a component used, when it was measured. */
  public Optional<Use> find(String component, Resource resource) {
    return uses.stream()
        .filter(use -> use.resource() == resource && use.component().equals(component))
        .findFirst();
  }

  /**
   * Several trials as if they were one long one: every amount and every size is the sum.
   *
   * @throws IllegalArgumentException when they did not measure the same things
   */
  public static ResourceUsage pooled(List<ResourceUsage> trials) {
    Map<String, Use> sums = new LinkedHashMap<>();
    for (ResourceUsage trial : trials) {
      for (Use use : trial.uses) {
        sums.merge(use.key(), use, ResourceUsage::sum);
      }
    }
    for (ResourceUsage trial : trials) {
      if (trial.uses.size() != sums.size()) {
        throw new IllegalArgumentException(
            "trials that are pooled must measure the same resources, got " + trials);
      }
    }
    return new ResourceUsage(
        trials.stream().mapToLong(ResourceUsage::traces).sum(),
        trials.stream().mapToLong(ResourceUsage::bytes).sum(),
        trials.stream().mapToLong(ResourceUsage::queries).sum(),
        List.copyOf(sums.values()));
  }

  private static Use sum(Use a, Use b) {
    Provenance weaker =
        a.provenance().compareTo(b.provenance()) >= 0 ? a.provenance() : b.provenance();
    return new Use(a.component(), a.resource(), a.amount() + b.amount(), weaker, a.source());
  }
}
