package mop.analysis.cost.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Worked examples: numpy-financial 1.1 (docstrings of npv and irr) and Microsoft's help pages of
 * Excel's NPV and IRR.
 */
class CashFlowsTest {
  private static CashFlows flows(double... flows) {
    return CashFlows.of(Arrays.stream(flows).mapToObj(BigDecimal::valueOf).toList());
  }

  private static double irr(double... flows) {
    return flows(flows).irr().orElseThrow();
  }

  /** 36 × 1000.01 is 36000.36 to the cent, which binary fractions do not know. */
  @Test
  void paysBackToTheCent() {
    BigDecimal[] months = new BigDecimal[37];
    Arrays.fill(months, new BigDecimal("1000.01"));
    months[0] = new BigDecimal("-36000.36");
    CashFlows even = CashFlows.of(List.of(months));

    assertThat(even.npv(0)).isEqualByComparingTo("0");
    assertThat(even.payback(0)).hasValue(36.0);
    assertThat(even.irr()).hasValue(0);
    assertThat(flows(-0.7, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1).payback(0)).hasValue(7.0);
  }

  @Test
  void discountsAsNumpyFinancialDoes() {
    assertThat(flows(-40_000, 5_000, 8_000, 12_000, 30_000).npv(0.08).doubleValue())
        .isEqualTo(3065.22267, within(1e-5));
    assertThat(flows(-5_000, 600, 900).npv(0.05).doubleValue()).isEqualTo(-3612.24, within(0.005));
    assertThat(flows(-4_000, 500, 800).npv(0.1).doubleValue()).isEqualTo(-2884.30, within(0.005));
  }

  /** Excel counts from the end of the first period: -10,000, 3,000, 4,200, 6,800 at 10 %. */
  @Test
  void discountsAsExcelDoes() {
    assertThat(flows(0, -10_000, 3_000, 4_200, 6_800).npv(0.1).doubleValue())
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
    assertThat(flows(-100, -1, -1).irr()).isEmpty();
    assertThat(flows(100, 1, 1).irr()).isEmpty();
    assertThat(flows(-100, 230, -132).irr()).as("10 % and 20 %").isEmpty();
  }

  @Test
  void paysBackBetweenTwoEndsInProportion() {
    assertThat(flows(-40_000, 5_800, 5_800, 5_800, 5_800, 5_800, 5_800, 5_800).payback(0))
        .hasValueSatisfying(months -> assertThat(months).isEqualTo(6.8966, within(1e-4)));
    assertThat(flows(-100, 60, 60).payback(0.1))
        .hasValueSatisfying(periods -> assertThat(periods).isEqualTo(1.9167, within(1e-4)));
    assertThat(flows(-100, 10, 10).payback(0)).isEmpty();
  }
}
