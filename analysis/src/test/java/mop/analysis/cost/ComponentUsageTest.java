package mop.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;

class ComponentUsageTest {
  @Test
  void takesTheMeanOfEachComponentsUseOverATreatmentsTrials() {
    SequencedMap<String, Map<Integer, ResourceUsage>> trials = new LinkedHashMap<>();
    trials.put("head", Map.of(4, usage(10, 1), 2, usage(20, 2), 3, usage(60, 6)));
    trials.put("always", Map.of(2, usage(100, 3)));

    assertThat(ComponentUsage.means(trials))
        .containsExactly(
            mean("head", "traces", 30, 3),
            mean("head", "logs", 3, 3),
            mean("always", "traces", 100, 1),
            mean("always", "logs", 3, 1));
  }

  private static ResourceUsage usage(double ofTraces, double ofLogs) {
    return ResourceUsage.of(1, 1, 0)
        .with("traces", Resource.WAL_BYTES, ofTraces, "the log")
        .with("logs", Resource.WAL_BYTES, ofLogs, "the log");
  }

  private static Result.Usage mean(String treatment, String component, double mean, int n) {
    return new Result.Usage(
        treatment,
        component,
        "walBytes",
        "Bytes written to the log",
        mean,
        "bytes",
        Provenance.MEASURED,
        "the log",
        n);
  }
}
