package mop.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import mop.analysis.result.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "share, 0.9613, 0.936, 0.977, '96.1 % [93.6, 97.7]'",
    "share, 0.5, 0.4999, 0.5001, '50.00 % [49.99, 50.01]'",
    "share, 0.00045, 0.00004, 0.00087, '0.05 % [0.00, 0.09]'",
    "USD/month, 1719.8, 1670.2, 1770.4, '$1,720 [1,670, 1,770]'",
    "USD/month, 12.34, 11.9, 12.8, '$12.34 [11.90, 12.80]'",
    "bytes, 913402112, 895000000, 931000000, '913.4 MB [895.0, 931.0]'",
    "bytes, 812, 800, 820, '812 B [800, 820]'",
    "seconds, 31.42, 30.9, 31.9, '31.4 seconds [30.9, 31.9]'"
  })
  void levelsShareUnitAndDigitsWithTheirInterval(
      String unit, double value, double low, double high, String text) {
    assertThat(Unit.of(unit, "USD").value(of(value, low, high)).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "share, -0.004, -0.011, 0.003, '−0.4 pp [−1.1, +0.3]'",
    "USD/month, -2311.4, -2396, -2226, '−$2,311 [−2,396, −2,226]'",
    "requests, 120, 90, 150, '+120 requests [+90, +150]'"
  })
  void differencesCarryASign(String unit, double value, double low, double high, String text) {
    assertThat(Unit.of(unit, "USD").difference(of(value, low, high)).text()).isEqualTo(text);
  }

  @Test
  void aSingleUnitGivesNoInterval() {
    Estimate single = new Estimate(0.4, 0.4, 0.4, 0, "one block", 1);
    assertThat(new Unit.Share().value(single).text()).isEqualTo("40.0 % [no interval]");
  }

  @Test
  void otherCurrenciesKeepTheirCode() {
    assertThat(Unit.of("CHF/month", "CHF").value(of(4031, 3900, 4150)).point())
        .isEqualTo("CHF 4,031");
  }

  private static Estimate of(double value, double low, double high) {
    return new Estimate(value, low, high, 0.95, "made up", 12);
  }
}
