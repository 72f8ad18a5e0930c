package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import org.junit.jupiter.api.Test;

class MultiverseTest {
  private static final Result.Outcome COST =
      new Result.Outcome("cost", "Cost", "USD", "lower", true, Provenance.MEASURED, "made up");
  private static final Result.Outcome RECALL =
      new Result.Outcome("recall", "Recall", "share", "higher", true, Provenance.MEASURED, "same");
  private static final Question QUESTION =
      new Question("base", List.of(COST, RECALL), "cost", "recall", 0.05, 0.95, 7, Set.of());

  private static List<Result.Robustness> robustness(double[] ratios, int onlyBaseline) {
    List<Trial> trials = new ArrayList<>();
    List<MatchedBlock> matched = new ArrayList<>();
    for (int block = 0; block < ratios.length; block++) {
      double base = 100 + block;
      trials.add(new Trial(block, "base", Map.of("cost", base)));
      trials.add(new Trial(block, "t", Map.of("cost", base * ratios[block])));
      matched.add(
          new MatchedBlock(block, 20 - onlyBaseline, block % 2 == 0 ? onlyBaseline : 0, 0, 1));
    }
    return Inference.effects(QUESTION, trials, Map.of("t", matched)).robustness();
  }

  private static List<String> verdicts(Result.Robustness robustness) {
    return robustness.methods().stream().map(Result.Method::verdict).distinct().toList();
  }

  @Test
  void allMethodsAgreeOnWhatIsPlain() {
    double[] halved = {0.5, 0.52, 0.49, 0.51, 0.48, 0.5, 0.53, 0.5};

    List<Result.Robustness> robustness = robustness(halved, 0);

    assertThat(robustness).extracting(Result.Robustness::outcome).contains("cost");
    Result.Robustness cost = robustness.getFirst();
    assertThat(cost.methods()).hasSize(7);
    assertThat(verdicts(cost)).containsExactly("improved");
    assertThat(cost.verdict()).isEqualTo("improved");
    assertThat(cost.methods().getFirst().low()).isLessThan(-0.49).isGreaterThan(-0.53);
  }

  @Test
  void noMethodSeesAnEffectInNoise() {
    double[] noise = {1.1, 0.9, 1.05, 0.95, 1.02, 0.98, 0.97, 1.03};

    assertThat(verdicts(robustness(noise, 0).getFirst())).containsExactly("inconclusive");
  }

  /** Three blocks that differ wildly: every end must still be a number that can be printed. */
  @Test
  void givesOnlyFiniteEndsWithFewBlocks() {
    assertThat(robustness(new double[] {0.001, 2, 0.9}, 0).getFirst().methods())
        .allSatisfy(m -> {
          assertThat(m.high() == null || Double.isFinite(m.high())).as(m.name()).isTrue();
          assertThat(m.low() == null || Double.isFinite(m.low())).as(m.name()).isTrue();
        });
  }

  @Test
  void judgesAccuracyByTheMargin() {
    double[] same = {0.9, 0.91, 0.9, 0.89, 0.9, 0.92, 0.88, 0.9};

    Result.Robustness lossy = robustness(same, 12).getLast();

    assertThat(lossy.outcome()).isEqualTo("recall");
    assertThat(lossy.methods())
        .extracting(Result.Method::name)
        .contains("Tango score", "Newcombe hybrid score", "blocks as the unit, robust variance");
    assertThat(lossy.methods().getFirst().verdict()).isEqualTo("regressed");
  }
}
