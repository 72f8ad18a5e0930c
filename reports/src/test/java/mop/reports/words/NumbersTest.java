package mop.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1234567, '1,234,567'",
    "0.012345, 0.0123",
    "12.5, 12.5",
    "999.6, '1,000'",
    "-0.5, −0.5",
    "1e-9, 0.000000001",
    "86400000, '86,400,000'",
    "100, 100"
  })
  void significantKeepsThreeDigits(double value, String text) {
    assertThat(Numbers.significant(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-0.04, 1, 0.0", "0.04, 1, 0.0", "-0.06, 1, −0.1", "0.06, 1, +0.1", "0, 0, 0"})
  void zeroHasNoSign(double value, int decimals, String text) {
    assertThat(Numbers.signed(value, decimals)).isEqualTo(text);
  }

  @Test
  void whatIsNoNumberIsCalledUnknown() {
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("unknown");
    assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 2)).isEqualTo("−∞");
  }

  @ParameterizedTest
  @CsvSource({"0.004999, < 0.01", "0, 0.00", "0.005, 0.00", "1234.565, '1,234.56'", "-3.2, −3.20"})
  void amountsAreInCentsAndDustSaysSo(BigDecimal amount, String text) {
    assertThat(Numbers.cents(amount)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.0230, 0.023", "1000.50, '1,000.5'", "5E-7, 0.0000005", "2E+3, '2,000'"})
  void pricesAreExact(BigDecimal price, String text) {
    assertThat(Numbers.exact(price)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "1000, 1 kB", "913402112, 913 MB", "25200000000, 25.2 GB"})
  void bytesHaveDecimalPrefixes(long bytes, String text) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(text);
  }
}
