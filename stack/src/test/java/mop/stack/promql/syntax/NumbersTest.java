package mop.stack.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers as Go writes them; the expected texts are what {@code strconv.FormatFloat(v, f, -1, 64)}
 * gives.
 */
class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-0.0, -0, -0",
    "1, 1, 1",
    "-1.5, -1.5, -1.5",
    "1e21, 1000000000000000000000, 1e+21",
    "1.5e21, 1500000000000000000000, 1.5e+21",
    "1e20, 100000000000000000000, 100000000000000000000",
    "123456789012345680, 123456789012345680, 123456789012345680",
    "9007199254740993, 9007199254740992, 9007199254740992",
    "1e-6, 0.000001, 0.000001",
    "1e-7, 0.0000001, 1e-07",
    "-2.5e-10, -0.00000000025, -2.5e-10",
    "2e-100, 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002, 2e-100",
    "0.1, 0.1, 0.1",
    "2e23, 200000000000000000000000, 2e+23",
    "NaN, NaN, NaN",
    "Infinity, +Inf, +Inf",
    "-Infinity, -Inf, -Inf",
  })
  void printsAsGoDoes(double value, String plain, String sample) {
    assertThat(Numbers.print(value)).isEqualTo(plain);
    assertThat(Numbers.printSample(value)).isEqualTo(sample);
  }

  @Test
  void printsTheLeastNumberWithOneDigit() {
    assertThat(Numbers.printSample(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(Numbers.printSample(2 * Double.MIN_VALUE)).isEqualTo("1e-323");
  }

  @Test
  void printsWhatGivesTheValueBack() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Numbers.print(value))).isEqualTo(value);
        assertThat(Double.parseDouble(Numbers.printSample(value))).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "+Inf, Infinity",
    "-inf, -Infinity",
    "infinity, Infinity",
    "1e3, 1000",
    ".5, 0.5",
    "5., 5",
    "-2, -2"
  })
  void readsBounds(String label, double bound) {
    assertThat(Numbers.bound(label)).isEqualTo(bound);
  }

  @ParameterizedTest
  @CsvSource({"bad", "1d", "0x", "1f", "''", "' 1'", "+"})
  void knowsWhatIsNoBound(String label) {
    assertThat(Numbers.bound(label)).isNull();
  }
}
