package mop.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The classes of faults, with their share among the faults of a block. */
public enum FaultKind {
  /** An operation takes longer. */
  LATENCY_DEGRADATION("latency-degradation", 8, 1.0),
  /** An operation fails. */
  ERROR_SURGE("error-surge", 7, 0.8),
  /** One entry is called several times as often. */
  TRAFFIC_SPIKE("traffic-spike", 4, 2.5),
  /** One pod gets slower and slower, and fails at last. */
  RESOURCE_EXHAUSTION("resource-exhaustion", 5, 1.2),
  /** A store, broker or company outside refuses or does not answer. */
  DEPENDENCY_OUTAGE("dependency-outage", 5, 0.8),
  /** A path that hardly any call takes is taken, and is slow and failing. */
  RARE_PATH_ANOMALY("rare-path-anomaly", 5, 0.5),
  /** Wrong results at normal speed and status. */
  WRONG_RESULT("wrong-result", 6, 0.9);

  private final String label;
  private final int quota;
  private final double weight;

  FaultKind(String label, int quota, double weight) {
    this.label = label;
    this.quota = quota;
    this.weight = weight;
  }

  /** Value of {@link mop.analysis.telemetry.Fault#kind()}. */
  public String label() {
    return label;
  }

  /**
   * The kinds of a block's faults by largest remainder of the quotas, in the order of this class.
   */
  public static List<FaultKind> ofBlock(int faults) {
    double quotas = Arrays.stream(values()).mapToInt(kind -> kind.quota).sum();
    Map<FaultKind, Double> remainder = new EnumMap<>(FaultKind.class);
    List<FaultKind> kinds = new ArrayList<>();
    for (FaultKind kind : values()) {
      double exact = faults * kind.quota / quotas;
      kinds.addAll(Collections.nCopies((int) exact, kind));
      remainder.put(kind, exact - (int) exact);
    }
    remainder.entrySet().stream()
        .sorted(Map.Entry.<FaultKind, Double>comparingByValue().reversed())
        .limit(faults - kinds.size())
        .forEach(entry -> kinds.add(entry.getKey()));
    return kinds;
  }

  /** How many traces such a fault hits, relative to the other kinds. */
  double weight() {
    return weight;
  }

  /** Whether it can show in request rate, error rate or latency. */
  public boolean visible() {
    return this != WRONG_RESULT;
  }
}
