package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LookTest {
  private static final Result.Outcome COST =
      new Result.Outcome("cost", "Cost", "USD", "lower", true, Provenance.MEASURED, "made up");
  private static final Result.Outcome RECALL =
      new Result.Outcome("recall", "Recall", "share", "higher", true, Provenance.MEASURED, "same");
  private static final Question QUESTION =
      new Question("base", List.of(COST, RECALL), "cost", "recall", 0.05, 0.95, 7, Set.of());
  private static final List<String> TREATMENTS = List.of("a", "b");

  /** Blocks as they come: bills that scatter by 5 %, and 20 faults each. */
  private static final class Blocks {
    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gauss;
    private final double change;
    private final double lost;
    private final double won;
    final List<Trial> trials = new ArrayList<>();
    final Map<String, List<MatchedBlock>> matched = new HashMap<>();
    int n;

    Blocks(long seed, double change, double lost, double won) {
      random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
      gauss = ZigguratSampler.NormalizedGaussian.of(random);
      this.change = change;
      this.lost = lost;
      this.won = won;
    }

    void next() {
      trials.add(new Trial(n, "base", Map.of("cost", 100.0)));
      for (String treatment : TREATMENTS) {
        double bill = 100 * (1 + change) * Math.exp(0.05 * gauss.sample());
        trials.add(new Trial(n, treatment, Map.of("cost", bill)));
        int losses = 0;
        int wins = 0;
        for (int fault = 0; fault < 20; fault++) {
          double u = random.nextDouble();
          losses += u < lost ? 1 : 0;
          wins += u >= lost && u < lost + won ? 1 : 0;
        }
        matched
            .computeIfAbsent(treatment, name -> new ArrayList<>())
            .add(new MatchedBlock(n, 20 - losses - wins, losses, wins, 0));
      }
      n++;
    }

    Look look(List<Guardrail> guardrails, List<String> going) {
      return Look.at(QUESTION, guardrails, trials, matched, going, TREATMENTS.size());
    }
  }

  private static Blocks after(int blocks, double change, double lost, double won) {
    Blocks all = new Blocks(1, change, lost, won);
    for (int i = 0; i < blocks; i++) {
      all.next();
    }
    return all;
  }

  @Test
  void establishesPlainHarm() {
    Guardrail recall = new Guardrail("recall", 0.2);

    Look look = after(4, -0.2, 0.5, 0).look(List.of(recall), TREATMENTS);

    assertThat(look.harms()).extracting(Look.Harm::treatment).containsExactly("a", "b");
    assertThat(look.harms()).extracting(Look.Harm::guardrail).containsOnly(recall);
    assertThat(look.harms().getFirst().change().high()).isLessThan(-0.2);
    assertThat(look.widest()).isEmpty();
  }

  /** The bill must be dearer by more than the rule says, and only treatments that go on count. */
  @Test
  void looksAtTheDirectionOfTheOutcome() {
    Guardrail dearer = new Guardrail("cost", 0.1);

    assertThat(after(12, 0.4, 0, 0).look(List.of(dearer), List.of("b")).harms())
        .extracting(Look.Harm::treatment)
        .containsExactly("b");
    assertThat(after(12, -0.4, 0, 0).look(List.of(dearer), TREATMENTS).harms()).isEmpty();
  }

  @Test
  void namesWhatIsKnownLeast() {
    Blocks blocks = after(12, -0.2, 0.02, 0.02);
    List<Double> halves = new ArrayList<>();
    for (String treatment : TREATMENTS) {
      Interval cost =
          ConfidenceSequence.normal(
              PairedBlocks.of(blocks.trials, "base", treatment, "cost").logRatios(),
              0.95,
              BlockSequence.SCALE);
      halves.add((Math.expm1(cost.high()) - Math.expm1(cost.low())) / 2);
      Interval recall =
          BettingSequence.difference(
              MatchedEvents.pooled(blocks.matched.getOrDefault(treatment, List.of())), 0.95);
      halves.add((recall.high() - recall.low()) / 2);
    }

    Look.Width widest = blocks.look(List.of(), TREATMENTS).widest().orElseThrow();

    assertThat(widest.half()).isCloseTo(Collections.max(halves), within(1e-12));
    assertThat(blocks.look(List.of(), List.of("b")).widest().orElseThrow().half())
        .isCloseTo(Math.max(halves.get(2), halves.get(3)), within(1e-12));
  }

  /** The level is shared by all rules and treatments: what one rule would show, ten do not. */
  @Test
  void sharesTheLevelAmongRulesAndTreatments() {
    Blocks blocks = after(3, -0.2, 0.3, 0);
    MatchedEvents events = MatchedEvents.pooled(blocks.matched.getOrDefault("a", List.of()));
    double limit = -BettingSequence.difference(events, 0.96).high();
    Guardrail rule = new Guardrail("recall", limit);
    List<Guardrail> ten = new ArrayList<>(List.of(rule));
    for (int i = 0; i < 9; i++) {
      ten.add(new Guardrail("cost", 0.9));
    }

    assertThat(
            Look.at(QUESTION, List.of(rule), blocks.trials, blocks.matched, List.of("a"), 1)
                .harms())
        .hasSize(1);
    assertThat(blocks.look(List.of(rule), List.of("a")).harms()).isEmpty();
    assertThat(Look.at(QUESTION, ten, blocks.trials, blocks.matched, List.of("a"), 1).harms())
        .isEmpty();
  }

  @Test
  void hasNoWidthBeforeEverySequenceHasAnEnd() {
    assertThat(after(3, -0.2, 0.02, 0.02).look(List.of(), TREATMENTS).widest()).isEmpty();
  }

  /** A run looks after each block and stops at ±3 points; a guardrail stops true harm only. */
  @Test
  @Tag("slow")
  void errsNoMoreThanItSays() {
    int runs = 400;
    int missedCost = 0;
    int missedRecall = 0;
    int stopped = 0;
    List<Guardrail> rules = List.of(new Guardrail("recall", 0.04), new Guardrail("cost", 0.1));
    for (int run = 0; run < runs; run++) {
      Blocks precise = new Blocks(5_000L + run, -0.2, 0.03, 0.01);
      do {
        precise.next();
      } while (precise.look(List.of(), List.of("a")).widest().stream()
          .noneMatch(widest -> widest.half() <= 0.03));
      missedCost += misses(precise, "cost", -0.2);
      missedRecall += misses(precise, "recall", -0.02);

      Blocks harmless = new Blocks(90_000L + run, 0.1, 0.05, 0.01);
      boolean harm = false;
      while (harmless.n < 40 && !harm) {
        harmless.next();
        harm = !harmless.look(rules, TREATMENTS).harms().isEmpty();
      }
      stopped += harm ? 1 : 0;
    }
    SimulatedTable table = new SimulatedTable("stopping early");
    table.row(
        "bill outside its interval", "stopped at ±3 points", share(missedCost, runs), 0, 0.05);
    table.row(
        "recall outside its interval", "stopped at ±3 points", share(missedRecall, runs), 0, 0.05);
    table.row(
        "a treatment stopped by a guardrail",
        "two, exactly at both limits, 40 looks",
        share(stopped, runs),
        0,
        0.025);
    table.check();
  }

  private static double share(int some, int all) {
    return (double) some / all;
  }

  /** 1 when the interval of the run's end does not hold the truth. */
  private static int misses(Blocks blocks, String outcome, double truth) {
    Question question = QUESTION.lookingAt(0.95, TREATMENTS);
    Estimate change =
        outcome.equals("cost")
            ? new ContinuousEffect(
                    question, COST, "a", PairedBlocks.of(blocks.trials, "base", "a", outcome))
                .describe()
                .relativeChange()
            : new AccuracyJudgement(question, "a", blocks.matched.getOrDefault("a", List.of()), 1)
                .difference();
    return change != null && change.low() <= truth && truth <= change.high() ? 0 : 1;
  }
}
