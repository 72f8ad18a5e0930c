package mop.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import org.junit.jupiter.api.Test;

class FactorialAnalysisTest {
  private static final String BILL = "bill";
  private static final String RECALL = "recall";

  private static final double[][] BILLS = {{100, 60, 95, 58}, {120, 70, 110, 69}, {90, 55, 88, 51}};

  private static Result.Treatment treatment(String name, String factors, String levels) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < factors.length(); i++) {
      map.put(factors.substring(i, i + 1), levels.substring(i, i + 1));
    }
    return new Result.Treatment(name, levels.matches("0+"), map);
  }

  private static List<Result.Treatment> treatments(String factors, String... levels) {
    List<Result.Treatment> all = new ArrayList<>();
    for (String each : levels) {
      all.add(treatment("t" + each, factors, each));
    }
    return all;
  }

  private static List<Trial> trials(
      List<Result.Treatment> treatments, double[][] bills, boolean recalls) {
    List<Trial> trials = new ArrayList<>();
    for (int block = 0; block < bills.length; block++) {
      for (int t = 0; t < treatments.size(); t++) {
        Map<String, Double> outcomes = new LinkedHashMap<>();
        outcomes.put(BILL, bills[block][t]);
        if (recalls) {
          outcomes.put(RECALL, 0.9 - 0.1 * (t % 2) + 0.01 * block);
        }
        trials.add(new Trial(block, treatments.get(t).name(), outcomes));
      }
    }
    return trials;
  }

  private static Optional<Result.Factorial> analysed(
      String factors, List<Result.Treatment> treatments, double[][] bills) {
    return FactorialAnalysis.of(
        List.of(factors.split("")),
        treatments,
        trials(treatments, bills, true),
        BILL,
        RECALL,
        0.95);
  }

  private static Estimate change(Result.Factorial factorial, String outcome, String name) {
    return factorial.effects().stream()
        .filter(effect -> effect.outcome().equals(outcome) && effect.name().equals(name))
        .findFirst()
        .orElseThrow()
        .change();
  }

  // R 4.2.2: m <- lm(log(y) ~ block + a * b) with a and b −1 at the baseline's level and +1 at the
  // other; expm1(2 * coef(m)); ends: expm1(t.test(contrast by block)$conf.int).
  @Test
  void effectsOfACompleteDesignAgreeWithLeastSquaresInR() {
    Result.Factorial f =
        analysed("ab", treatments("ab", "00", "10", "01", "11"), BILLS).orElseThrow();

    assertThat(change(f, BILL, "a").estimate()).isCloseTo(-0.3982638722, within(1e-9));
    assertThat(change(f, BILL, "a").low()).isCloseTo(-0.412415207486, within(1e-8));
    assertThat(change(f, BILL, "a").high()).isCloseTo(-0.383771717426, within(1e-8));
    assertThat(change(f, BILL, "b").estimate()).isCloseTo(-0.0463220357, within(1e-9));
    assertThat(change(f, BILL, "a × b").estimate()).isCloseTo(0.0061823130, within(1e-9));
    assertThat(change(f, BILL, "a × b").low()).isCloseTo(-0.0695288601105, within(1e-8));
    assertThat(change(f, RECALL, "a").estimate()).isCloseTo(-0.1, within(1e-12));
    assertThat(f.design()).isEqualTo("all 4 combinations of 2 factors at two levels");
  }

  // R 4.2.2: t.test(y[, 1] - y[, 4])$conf.int; the share of a is ((y1 - y2) + (y3 - y4)) / 2.
  @Test
  void partsOfTheSavingAddUpToTheWhole() {
    Result.Factorial f =
        analysed("ab", treatments("ab", "00", "10", "01", "11"), BILLS).orElseThrow();

    Estimate joint = Objects.requireNonNull(f.jointSaving());
    assertThat(joint.estimate()).isCloseTo(44, within(1e-9));
    assertThat(joint.low()).isCloseTo(28.48656496, within(1e-7));
    assertThat(f.savings()).extracting(Result.SavingPart::factor).containsExactly("a", "b");
    assertThat(f.savings().getFirst().saving().estimate()).isCloseTo(40, within(1e-9));
    assertThat(f.savings().getFirst().saving().low()).isCloseTo(27.76704046, within(1e-7));
    double sum = f.savings().stream().mapToDouble(part -> part.saving().estimate()).sum();
    assertThat(sum).isCloseTo(joint.estimate(), within(1e-9));
  }

  @Test
  void theOrderOfTreatmentsAndTheNamesOfLevelsDoNotMatter() {
    Result.Factorial straight =
        analysed("ab", treatments("ab", "00", "10", "01", "11"), BILLS).orElseThrow();
    double[][] shuffled = new double[3][];
    for (int block = 0; block < 3; block++) {
      double[] y = BILLS[block];
      shuffled[block] = new double[] {y[3], y[0], y[1], y[2]};
    }

    Result.Factorial other =
        analysed("ab", treatments("ab", "11", "00", "10", "01"), shuffled).orElseThrow();
    assertThat(change(other, BILL, "a")).isEqualTo(change(straight, BILL, "a"));
    assertThat(other.savings()).isEqualTo(straight.savings());
  }

  // R 4.2.2: lm(log(y) ~ block + a + b + c) with c = a xor b; c is confounded with −(a × b).
  @Test
  void aRegularFractionNamesWhatItCannotTellApart() {
    Result.Factorial f =
        analysed("abc", treatments("abc", "000", "101", "011", "110"), BILLS).orElseThrow();

    assertThat(change(f, BILL, "a").estimate()).isCloseTo(-0.3982638722, within(1e-9));
    assertThat(change(f, BILL, "c").estimate()).isCloseTo(-0.0061443269, within(1e-9));
    assertThat(f.effects()).filteredOn(e -> e.outcome().equals(BILL)).hasSize(3);
    assertThat(f.effects().get(2).aliases()).containsExactly("less a × b");
    assertThat(f.jointSaving()).isNull();
    assertThat(f.savings()).isEmpty();
    assertThat(f.design()).contains("4 of 8 combinations").contains("resolution 3", "a × b × c");
  }

  @Test
  void whatIsNoTwoLevelDesignIsLeftAlone() {
    double[][] four = BILLS;
    double[][] three = {{1, 2, 3}, {1, 2, 4}};
    double[][] two = {{1, 2}, {1, 3}};

    assertThat(analysed("ab", treatments("ab", "00", "10", "01"), three)).isEmpty();
    assertThat(analysed("ab", treatments("ab", "00", "10", "01", "12"), four)).isEmpty();
    assertThat(analysed("ab", treatments("ab", "00", "10", "20", "30"), four)).isEmpty();
    assertThat(analysed("ab", treatments("ab", "00", "11"), two)).isEmpty();
    assertThat(analysed("abc", treatments("abc", "000", "100", "010", "001"), four)).isEmpty();
  }

  @Test
  void aBlockThatLacksATrialTakesNoPart() {
    List<Result.Treatment> treatments = treatments("ab", "00", "10", "01", "11");
    List<Trial> trials = new ArrayList<>(trials(treatments, BILLS, false));
    trials.removeLast();

    Result.Factorial f =
        FactorialAnalysis.of(List.of("a", "b"), treatments, trials, BILL, RECALL, 0.95)
            .orElseThrow();
    assertThat(f.blocks()).isEqualTo(2);
    assertThat(Objects.requireNonNull(f.jointSaving()).estimate()).isCloseTo(46.5, within(1e-9));
    assertThat(f.effects()).noneMatch(effect -> effect.outcome().equals(RECALL));
  }

  /** Every subgroup of the combinations of five factors is found again, whatever its order. */
  @Test
  void findsFractionsOfFiveFactors() {
    // D = AB, E = AC: resolution III.
    List<String> levels = new ArrayList<>();
    for (int run = 7; run >= 0; run--) {
      int a = run & 1;
      int b = run >> 1 & 1;
      int c = run >> 2 & 1;
      levels.add("" + a + b + c + (a ^ b) + (a ^ c));
    }

    TwoLevelStudy study =
        TwoLevelStudy.of(
                List.of("A", "B", "C", "D", "E"),
                treatments("ABCDE", levels.toArray(String[]::new)))
            .orElseThrow();
    assertThat(study.design().resolution()).isEqualTo(3);
    assertThat(study.design().definingWords().stream().map(study.design()::name))
        .containsExactly("A × B × D", "A × C × E", "B × C × D × E");
    assertThat(study.treatments().get(7)).isEqualTo("t00000");
    assertThat(study.treatments().get(6)).isEqualTo("t10011");
  }
}
