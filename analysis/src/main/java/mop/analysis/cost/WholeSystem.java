package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import mop.analysis.result.Provenance;

/**
 * What a scenario says of a whole system, as against the trial that is scaled to it.
 *
 * @param usage what each component uses; empty when the scenario states none
 * @param published what somebody says that such a system costs
 * @param shares dimension (service, team) to its members
 */
public record WholeSystem(
    List<Usage> usage, Optional<Published> published, SequencedMap<String, List<Member>> shares) {
  /** A scenario that is only for scaling trials. */
  public static final WholeSystem NONE =
      new WholeSystem(List.of(), Optional.empty(), new LinkedHashMap<>());

  public WholeSystem {
    usage = List.copyOf(usage);
  }

  /**
   * One amount.
   *
   * @param component part of the system that it is for
   * @param storageClass in which the component keeps its objects
   * @param amount in the unit of {@code use}, at least 0
   * @param source where it was read or computed from, or why it was assumed
   */
  public record Usage(
      String component,
      SystemUse use,
      StorageClass storageClass,
      BigDecimal amount,
      Provenance provenance,
      String source) {}

  /**
   * A published total.
   *
   * @param monthly money a month
   * @param currency ISO 4217
   */
  public record Published(BigDecimal monthly, String currency, String source) {}

  /**
   * A service or a team and the share of the system that is its doing.
   *
   * @param share of every component that {@code ofComponent} does not name, 0 to 1
   */
  public record Member(String name, BigDecimal share, Map<String, BigDecimal> ofComponent) {
    public Member {
      ofComponent = Map.copyOf(ofComponent);
    }

    /** Its share of a component, 0 to 1. */
    public BigDecimal of(String component) {
      return ofComponent.getOrDefault(component, share);
    }
  }
}
