package mop.analysis.claims.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values of R: {@code uniroot(function(r) sum(p/(1+r)^(1:n)) - i, c(-.5, 5))$root}. */
class RateTest {

  @ParameterizedTest
  @CsvSource({
    "40000, 69504, 3, 1.64354310955",
    "1000, 120, 10, 0.0346015379965",
    "1000, 80, 10, -0.0386419052623",
  })
  void findsTheInternalRate(BigDecimal investment, BigDecimal payment, int years, double expected) {
    assertThat(Rate.internal(investment, payment, years).doubleValue())
        .isCloseTo(expected, within(1e-9));
  }

  /** R: {@code sum(120/1.05^(1:10))}. */
  @Test
  void discountsEvenPayments() {
    BigDecimal value = Rate.presentValue(new BigDecimal(120), new BigDecimal("0.05"), 10);
    assertThat(value.doubleValue()).isCloseTo(926.608191502, within(1e-8));
  }
}
