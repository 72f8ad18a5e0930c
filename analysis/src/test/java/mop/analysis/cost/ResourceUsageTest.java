package mop.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ResourceUsageTest {
  private static final ResourceUsage TRIAL =
      ResourceUsage.of(1_000, 50_000, 3)
          .with("traces", Resource.STORED_BYTES, 12.5, "sum of object sizes")
          .with("pipeline", Resource.CPU_SECONDS, 0.25, "thread CPU time");

  @Test
  void survivesTheJournal() {
    JsonMapper json = JsonMapper.shared();
    String written = json.writeValueAsString(TRIAL);
    assertThat(written).contains("\"storedBytes\"", "\"measured\"");
    assertThat(json.readValue(written, ResourceUsage.class)).isEqualTo(TRIAL);
  }

  @Test
  void poolsTrialsIntoOneLongTrial() {
    ResourceUsage pooled = ResourceUsage.pooled(List.of(TRIAL, TRIAL, TRIAL));
    assertThat(pooled.traces()).isEqualTo(3_000);
    assertThat(pooled.queries()).isEqualTo(9);
    assertThat(pooled.find("traces", Resource.STORED_BYTES).orElseThrow().amount()).isEqualTo(37.5);
    assertThat(pooled.find("traces", Resource.CPU_SECONDS)).isEmpty();
  }

  @Test
  void refusesToPoolTrialsThatMeasuredDifferentThings() {
    ResourceUsage more = TRIAL.with("traces", Resource.PUT_REQUESTS, 1, "counted");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceUsage.pooled(List.of(TRIAL, more)))
        .withMessageStartingWith("trials that are pooled must measure the same resources");
  }

  @Test
  void isASetOfOutcomesOverComponents() {
    ResourceUsage trial = TRIAL.with("traces", Resource.CPU_SECONDS, 0.5, "thread CPU time");
    assertThat(UsageOutcomes.of(trial))
        .containsExactly(entry("usage.cpuSeconds", 0.75), entry("usage.storedBytes", 12.5));
    assertThat(UsageOutcomes.described(trial))
        .extracting(Result.Outcome::name, Result.Outcome::unit, Result.Outcome::source)
        .containsExactly(
            tuple("usage.storedBytes", "bytes", "sum of object sizes"),
            tuple("usage.cpuSeconds", "seconds", "thread CPU time"));
  }

  @Test
  void refusesWhatIsNoAmount() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TRIAL.with("traces", Resource.PUT_REQUESTS, bad, "s"))
          .withMessage("traces putRequests: " + bad + " is no amount of at least 0");
    }
  }

  @Test
  void refusesTheSameResourceTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRIAL.with("traces", Resource.STORED_BYTES, 1, "s"))
        .withMessageStartingWith("a resource of a component is given twice");
  }
}
