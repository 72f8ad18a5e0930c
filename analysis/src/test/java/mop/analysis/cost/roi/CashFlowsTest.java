package mop.analysis.cost.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Worked examples: numpy-financial 1.1 (docstrings of npv and irr) and Microsoft's help pages of
 * Excel's NPV and IRR.
 */
class CashFlowsTest {
  private static double irr(double... flows) {
    return CashFlows.of(flows).irr().orElseThrow();
  }

  @Test
  void discountsAsNumpyFinancialDoes() {
    assertThat(CashFlows.of(-40_000, 5_000, 8_000, 12_000, 30_000).npv(0.08))
        .isEqualTo(3065.22267, within(1e-5));
    assertThat(CashFlows.of(-5_000, 600, 900).npv(0.05)).isEqualTo(-3612.24, within(0.005));
    assertThat(CashFlows.of(-4_000, 500, 800).npv(0.1)).isEqualTo(-2884.30, within(0.005));
  }

  /** Excel counts from the end of the first period: -10,000, 3,000, 4,200, 6,800 at 10 %. */
  @Test
  void discountsAsExcelDoes() {
    assertThat(CashFlows.of(0, -10_000, 3_000, 4_200, 6_800).npv(0.1))
        .isEqualTo(1188.44, within(0.005));
  }

  @Test
  void findsTheRateThatNumpyFinancialFinds() {
    assertThat(irr(-100, 39, 59, 55, 20)).isEqualTo(0.28095, within(5e-6));
    assertThat(irr(-100, 0, 0, 74)).isEqualTo(-0.0955, within(5e-5));
    assertThat(irr(-100, 100, 0, 7)).isEqualTo(0.06206, within(5e-6));
  }

  /** Five years return 8.7 %, four -2.1 %. */
  @Test
  void findsTheRateThatExcelFinds() {
    assertThat(irr(-70_000, 12_000, 15_000, 18_000, 21_000, 26_000)).isEqualTo(0.087, within(5e-4));
    assertThat(irr(-70_000, 12_000, 15_000, 18_000, 21_000)).isEqualTo(-0.021, within(5e-4));
  }

  @Test
  void hasNoRateWhereNothingComesBackOrSignsChangeTwice() {
    assertThat(CashFlows.of(-100, -1, -1).irr()).isEmpty();
    assertThat(CashFlows.of(100, 1, 1).irr()).isEmpty();
    assertThat(CashFlows.of(-100, 230, -132).irr()).as("10 % and 20 %").isEmpty();
  }

  @Test
  void paysBackBetweenTwoEndsInProportion() {
    assertThat(CashFlows.of(-40_000, 5_800, 5_800, 5_800, 5_800, 5_800, 5_800, 5_800).payback(0))
        .hasValueSatisfying(months -> assertThat(months).isEqualTo(6.8966, within(1e-4)));
    assertThat(CashFlows.of(-100, 60, 60).payback(0.1))
        .hasValueSatisfying(periods -> assertThat(periods).isEqualTo(1.9167, within(1e-4)));
    assertThat(CashFlows.of(-100, 10, 10).payback(0)).isEmpty();
  }
}
