package mop.analysis.cost.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import mop.analysis.cost.roi.InvestmentReader.Stated;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoiAnalysisTest {
  private static Investment investment(String... keysAndTexts) {
    SequencedMap<String, Stated> stated = new LinkedHashMap<>();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      stated.put(keysAndTexts[i], new Stated("--" + keysAndTexts[i], keysAndTexts[i + 1]));
    }
    return InvestmentReader.read(stated);
  }

  private static Roi roi(String... keysAndTexts) {
    return RoiAnalysis.of(investment(keysAndTexts), 20_000, 42);
  }

  /** 36 × 5,790 − 40,000; 40,000 / 5,790; 40,000 / 36. */
  @Test
  void addsUpWhereNothingIsDiscounted() {
    Roi.Figures figures = roi("investment", "40000", "monthlySaving", "5790").likely();
    assertThat(figures.npv()).isEqualByComparingTo("168440.00");
    assertThat(figures.savingsTotal()).isEqualByComparingTo("208440.00");
    assertThat(figures.paybackMonths())
        .hasValueSatisfying(m -> assertThat(m).isEqualTo(6.9085, within(1e-4)));
    assertThat(figures.breakEvenSaving()).isEqualByComparingTo("1111.11");
  }

  /**
   * An annuity: 1,000 × (1 − v^12) / i − 10,000 with i = 1.1^(1/12) − 1, v = 1/(1+i), is 1,000 × (1
   * − 1/1.1) / 0.0079741404 − 10,000 = 1,400.5756.
   */
  @Test
  void discountsMonthByMonthAtTheRateOfAYear() {
    Roi.Figures figures =
        roi("investment", "10000", "monthlySaving", "1000", "months", "12", "discountRate", "10")
            .likely();
    assertThat(figures.npv()).isEqualByComparingTo("1400.49");
  }

  /** 100 that come back as 121 after two years at 10 % a year: growth of the only payment. */
  @Test
  void givesTheInternalRateOfAYear() {
    Roi.Figures figures = roi("investment", "100", "monthlySaving", "110", "months", "1").likely();
    assertThat(figures.irr())
        .hasValueSatisfying(
            rate -> assertThat(rate).isEqualTo(Math.pow(1.1, 12) - 1, within(1e-9)));
  }

  @Test
  void ramsSavingsUpAndLetsThemShrink() {
    // shares 1/4, 2/4, 3/4, 1 of 100; then 1 % less after a month at −11.3615 % a year
    Roi.Figures ramp =
        roi("investment", "1", "monthlySaving", "100", "months", "4", "rampMonths", "3").likely();
    assertThat(ramp.savingsTotal()).isEqualByComparingTo("250.00");
    Roi.Figures shrinking =
        roi("investment", "1", "monthlySaving", "100", "months", "2", "savingGrowth", "-11.3615")
            .likely();
    assertThat(shrinking.savingsTotal()).isEqualByComparingTo("199.00");
  }

  @Test
  void breaksEvenWhereItSays() {
    String[] inputs = {
      "investment", "9000", "monthlyCost", "50", "discountRate", "7", "savingGrowth", "-20"
    };
    String[] unknown = Arrays.copyOf(inputs, inputs.length + 2);
    unknown[inputs.length] = "monthlySaving";
    unknown[inputs.length + 1] = "1";
    String saving = roi(unknown).likely().breakEvenSaving().toPlainString();
    unknown[inputs.length + 1] = saving;
    assertThat(roi(unknown).likely().npv()).isCloseTo(BigDecimal.ZERO, within(BigDecimal.ONE));
  }

  /** The net present value is linear in the saving, so its quantiles are those of a triangle. */
  @Test
  void drawsQuantilesOfWhatIsUncertain() {
    Roi roi = roi("investment", "1000", "monthlySaving", "0..100..200", "months", "10");
    // median of the triangle 100; 5 % quantile 200 × √(0.05 / 2) = 31.62
    Roi.Quantiles npv = roi.npv().orElseThrow();
    assertThat(npv.p50().doubleValue()).isEqualTo(0, within(15.0));
    assertThat(npv.p5().doubleValue()).isEqualTo(-683.77, within(15.0));
    assertThat(npv.p95().doubleValue()).isEqualTo(683.77, within(15.0));
    assertThat(roi.probabilityOfLoss().orElseThrow()).isEqualTo(0.5, within(0.012));
  }

  @Test
  void givesAnIntervalItsOwnLevel() {
    Uncertain interval = new Uncertain.Interval(10, 15, 25, 0.9);
    assertThat(interval.quantile(0.05)).isEqualTo(10, within(1e-9));
    assertThat(interval.quantile(0.5)).isEqualTo(15, within(1e-9));
    assertThat(interval.quantile(0.95)).isEqualTo(25, within(1e-9));
  }

  @Test
  void putsFirstWhatMattersMost() {
    Roi roi =
        roi(
            "investment",
            "9000..11000",
            "monthlySaving",
            "500..2000",
            "months",
            "24",
            "discountRate",
            "5..6");
    assertThat(roi.tornado())
        .extracting(Roi.Swing::input)
        .containsExactly("monthlySaving", "investment", "discountRate");
    // a 5 % quantile of 9,100 and a 95 % quantile of 10,900
    assertThat(roi.tornado().get(1).width()).isEqualByComparingTo("1800.00");
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    String[] inputs = {"investment", "9000..11000", "monthlySaving", "500..2000"};
    assertThat(roi(inputs)).isEqualTo(roi(inputs));
    assertThat(RoiAnalysis.of(investment(inputs), 20_000, 43).npv())
        .isNotEqualTo(roi(inputs).npv());
  }

  @Test
  void drawsNothingWhereEverythingIsCertain() {
    Roi roi = roi("investment", "100", "monthlySaving", "0");
    assertThat(roi.draws()).isZero();
    assertThat(roi.npv()).isEmpty();
    assertThat(roi.likely().irr()).isEmpty();
    assertThat(roi.likely().paybackMonths()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "investment    | 0         | --investment: '0' is out of range; expected a number, LOW..HIGH",
        "investment    | ten       | --investment: 'ten' is no number;",
        "monthlySaving | 9..5      | --monthlySaving: '9..5' falls from left to right;",
        "monthlySaving | 1..2..3@x | --monthlySaving: '1..2..3@x' has a level that is no percentage",
        "monthlySaving | 1..2@95   | --monthlySaving: '1..2@95' has a level but not three numbers;",
        "monthlySaving | 1..2..3..4| --monthlySaving: '1..2..3..4' has more than three numbers;",
        "months        | 0         | --months: '0' months; expected a whole number of 1 to 600.",
        "currency      | dollars   | --currency: 'dollars' is no currency code;",
        "discountRate  | -100      | --discountRate: '-100' is out of range;"
      })
  void refusesAMistakeWithItsPlace(String key, String text, String message) {
    assertThatThrownBy(() -> investment("investment", "1", "monthlySaving", "1", key, text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void asksForWhatIsMissing() {
    assertThatThrownBy(() -> investment("investment", "1"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(
            "monthlySaving: nobody stated it, neither in a file nor by --saving or --run;");
  }
}
