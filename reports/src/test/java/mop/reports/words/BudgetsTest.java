package mop.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import mop.analysis.result.Result.Budget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {

  @ParameterizedTest
  @CsvSource({"share of span bytes, span bytes", "span bytes, span bytes", "traces, traces"})
  void aShareIsNotAShareOfAShare(String unit, String of) {
    assertThat(Budgets.of(budget(0.05, unit))).isEqualTo(of);
  }

  @Test
  void askedAndAchievedHaveTheSameDecimals() {
    assertThat(Budgets.askedAndAchieved(budget(0.05, "traces"))).isEqualTo("5.0 → 5.3 %");
    assertThat(Budgets.askedAndAchieved(budget(null, "traces"))).isEqualTo("– → 5.3 %");
  }

  @Test
  void whoeverKeepsAllHasNoBudget() {
    assertThat(Budgets.limited(budget(1.0, "span bytes"))).isFalse();
    assertThat(Budgets.limited(budget(null, "span bytes"))).isFalse();
    assertThat(Budgets.limited(budget(0.05, "span bytes"))).isTrue();
  }

  private static Budget budget(@Nullable Double asked, String unit) {
    return new Budget("adaptive-5", asked, unit, 0.0531, 0, 0, 0);
  }
}
