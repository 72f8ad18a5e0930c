package mop.analysis.claims.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

  @ParameterizedTest
  @CsvSource({
    "2 + 3 * 4, 14",
    "( 2 + 3 ) * 4, 20",
    "20 - 3 - 4, 13",
    "80 / 4 / 2, 10",
    "12 * mean-time, 60",
    "mean-time - 1, 4",
    "1e6 * 2, 2000000",
    "-3 + 5, 2",
    "0.1 + 0.2, 0.3",
  })
  void computesAsASpreadsheetDoes(String formula, BigDecimal value) {
    assertThat(Amount.parse(formula).of(name -> new BigDecimal(5))).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "2 +, it ends where a figure or a number should stand",
    "2 3, '3' is one too many",
    "( 2 + 3, a bracket is not closed",
    "* 2, '*' stands where a figure or a number should",
    "), ')' stands where a figure or a number should",
  })
  void saysWhatIsWrongWithAFormula(String formula, String why) {
    assertThatIllegalArgumentException().isThrownBy(() -> Amount.parse(formula)).withMessage(why);
  }
}
