package mop.analysis.trial;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One treatment on one block: the unit of analysis. Minutes, spans and faults inside a trial are
 * never replicates, so nothing finer than a trial enters a comparison.
 *
 * @param block the workload draw, seen alike by every treatment
 * @param treatment name of the treatment
 * @param outcomes measured value by outcome name, in the unit of the outcome; always finite. An
 *     outcome that could not be measured is left out, and the comparison says so
 */
public record Trial(int block, String treatment, Map<String, Double> outcomes) {
  public Trial {
    Objects.requireNonNull(treatment, "treatment");
    TreeMap<String, Double> sorted = new TreeMap<>(outcomes);
    sorted.forEach((name, value) -> {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "outcome '"
                + name
                + "' of treatment '"
                + treatment
                + "' in block "
                + block
                + " is "
                + value
                + "; a missing outcome is left out of the map instead");
      }
    });
    outcomes = Collections.unmodifiableMap(sorted);
  }
}
