package mop.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import mop.analysis.result.Estimate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of verdicts: a figure of 72 with a tolerance of 1 against intervals. */
class ComparisonTest {

  @ParameterizedTest
  @CsvSource({
    // comparison, low, high, all measured, a part measured
    "AT_LEAST, 80, 90, REPRODUCED, REPRODUCED",
    "AT_LEAST, 71, 90, REPRODUCED, REPRODUCED",
    "AT_LEAST, 70.9, 90, INCONCLUSIVE, NOT_TESTABLE",
    "AT_LEAST, 60, 71, INCONCLUSIVE, NOT_TESTABLE",
    "AT_LEAST, 60, 70.9, NOT_REPRODUCED, NOT_TESTABLE",
    "AT_MOST, 60, 73, REPRODUCED, NOT_TESTABLE",
    "AT_MOST, 60, 73.1, INCONCLUSIVE, NOT_TESTABLE",
    "AT_MOST, 73, 80, INCONCLUSIVE, NOT_TESTABLE",
    "AT_MOST, 73.1, 80, NOT_REPRODUCED, NOT_REPRODUCED",
    "ABOUT, 71, 73, REPRODUCED, NOT_TESTABLE",
    "ABOUT, 71.5, 73.1, INCONCLUSIVE, NOT_TESTABLE",
    "ABOUT, 60, 80, INCONCLUSIVE, NOT_TESTABLE",
    "ABOUT, 60, 70.9, NOT_REPRODUCED, NOT_TESTABLE",
    "ABOUT, 73.1, 80, NOT_REPRODUCED, NOT_REPRODUCED",
  })
  void judgesByTheWholeInterval(
      Comparison comparison, double low, double high, ClaimVerdict all, ClaimVerdict part) {
    Estimate interval = new Estimate((low + high) / 2, low, high, 0.95, "test", 10);
    assertThat(comparison.judge(interval, 72, 1)).isEqualTo(all);
    assertThat(comparison.judgePart(interval, 72, 1)).isEqualTo(part);
  }
}
