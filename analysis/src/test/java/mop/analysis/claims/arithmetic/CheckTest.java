package mop.analysis.claims.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mop.analysis.claims.Audit;
import mop.analysis.claims.ClaimSet;
import mop.analysis.claims.arithmetic.Finding.Outcome;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule on figures that nobody published. */
class CheckTest {
  private final Audit audit =
      Audit.of(ClaimSet.load("src/test/resources/claims/bakery.yaml"), List.of());

  private Finding finding(String id) {
    return audit.sums().stream()
        .filter(sum -> sum.id().equals(id))
        .map(Audit.Sum::finding)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum                  | lines sum to 2,450 EUR/month",
        "formula              | it comes to 29,406 EUR/year",
        "reduction            | it is 24.5 %",
        "reduction-range      | it is 24.5 %",
        "share                | the share is 93 %",
        "share-of-what        | the share is 93 %, of this whole only",
        "average              | the weighted mean is 3.4 EUR",
        "same                 | published 2 times alike",
        "successive           | one after another they take 60 %",
        "within               | the parts sum to 2,000 EUR/month, within 2,450 EUR/month",
        "throughput           | the day's mean is 10 crumbs/s, the peak 4 times that",
        "investment.payback   | payback is 24 months",
        "investment.roi       | yearly return is 50 %",
        "investment.irr       | internal rate of return is 23.38 %",
        "investment.npv       | net present value is 2,921 EUR",
      })
  void leavesAloneWhatAddsUp(String id, String words) {
    assertThat(finding(id).outcome()).isEqualTo(Outcome.ADDS_UP);
    assertThat(finding(id).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum-wrong | lines sum to 2,450 EUR/month, published 1,650.5;"
            + " the published total leaves out flour",
        "formula-wrong | it comes to 29,406 EUR/year, published 2,450.5;"
            + " it is 12 times as much: a month for a year",
        "reduction-wrong | it is 24.5 %, published 25.4",
        "share-wrong | the share is 93 %, published 95",
        "share-of-nothing | of what? It is 93 % (930 ÷ 1,000), 232.5 % (930 ÷ 400), published 24.5 %",
        "average-wrong | the mean is 3.5 EUR, published 3.4",
        "same-wrong | published as 12 shops and as 12 shops and 14 shops",
        "successive-wrong | one after another they take 60 %, published 70;"
            + " that is their sum 50 + 20, which counts what they share twice",
        "within-wrong | the parts sum to 2,000 EUR/month, more than the whole of 1,650 EUR/month;"
            + " something is counted twice",
        "throughput-wrong | the day's mean is 10 crumbs/s, above the peak of 8 crumbs/s",
        "investment-wrong.irr | internal rate of return is 23.38 %, published 50;"
            + " that is the yearly return 12 × saving ÷ investment, no rate of return",
        "investment-wrong.npv | that is 3 × 12 × 500 − 12,000, a sum without discount,"
            + " no present value",
      })
  void namesBothSidesOfWhatDoesNot(String id, String words) {
    assertThat(finding(id).outcome()).isEqualTo(Outcome.INCONSISTENT);
    assertThat(finding(id).words()).isEqualTo(words);
  }

  @Test
  void cannotJudgeAPresentValueWithoutADiscountRate() {
    Finding npv = finding("investment-silent.npv");
    assertThat(npv.outcome()).isEqualTo(Outcome.NOT_TESTABLE);
    assertThat(npv.words())
        .isEqualTo("no discount rate is published; the sum without discount is 6,000 EUR");
  }

  @Test
  void everySumShowsTheWayInFigures() {
    assertThat(finding("sum").sum()).isEqualTo("1,200 + 800 + 450.5");
    assertThat(finding("formula").sum()).isEqualTo("12 × 2,450.5");
    assertThat(finding("average").sum()).isEqualTo("(4 × 400 + 3 × 600) ÷ (400 + 600)");
  }

  /** Right figures that are published rounded are never accused, whatever their digits. */
  @Test
  void neverAccusesRoundedFiguresThatAreRight() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    for (int i = 0; i < 2_000; i++) {
      List<Figure> figures = new ArrayList<>();
      List<Amount> lines = new ArrayList<>();
      double total = 0;
      for (int line = 0; line < 5; line++) {
        double amount = 10 + 1000 * random.nextDouble();
        total += amount;
        figures.add(rounded("line" + line, amount, random.nextInt(3)));
        lines.add(Amount.parse("line" + line));
      }
      figures.add(rounded("total", total, random.nextInt(3)));
      double first = 10 + 1000 * random.nextDouble();
      figures.add(rounded("share", 100 * (1 - first / total), random.nextInt(2)));
      figures.add(rounded("first", first, random.nextInt(3)));
      Figures all = new Figures(figures);
      Relation sum = new Sum(Amount.parse("total"), lines);
      Relation reduction =
          new Reduction(Amount.parse("total"), Amount.parse("first"), Amount.parse("share"));

      assertThat(sum.check(all).getFirst().outcome()).isEqualTo(Outcome.ADDS_UP);
      assertThat(reduction.check(all).getFirst().outcome()).isEqualTo(Outcome.ADDS_UP);
    }
  }

  private static Figure rounded(String name, double value, int decimals) {
    BigDecimal published = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return Figure.of(name, String.format(Locale.ROOT, "draw %s", name), published, "EUR");
  }
}
