package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions with factors of the trace store, by the real command. */
@Tag("slow")
class FactorialTest {
  @TempDir Path folder;

  private static String definition(String name) {
    return Command.home().resolve("experiments/src/test/resources/factorial/" + name).toString();
  }

  private Command.Ended run(String name) throws IOException, InterruptedException {
    Command.Ended ended = new Command(folder, "run", definition(name), "--out", "runs").run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended;
  }

  private Path runFolder(String name) throws IOException {
    try (var runs = Files.list(folder.resolve("runs").resolve(name))) {
      return runs.filter(run -> !run.endsWith("latest")).findFirst().orElseThrow();
    }
  }

  private Result result(String name) throws IOException {
    Path file = runFolder(name).resolve("result.json");
    return ResultJson.read(Files.readString(file), file.toString());
  }

  @Test
  void twoByTwoTakesFactorsApart() throws IOException, InterruptedException {
    Command.Ended ended = run("two-by-two.yaml");

    Result result = result("two-by-two");
    Result.Factorial factorial = Objects.requireNonNull(result.factorial());
    assertThat(factorial.blocks()).isEqualTo(3);
    assertThat(factorial.effects())
        .filteredOn(effect -> effect.outcome().equals("cost.monthly"))
        .extracting(Result.FactorEffect::name)
        .containsExactly("sampler", "encoding", "sampler × encoding");
    assertThat(factorial.effects().getFirst().change().high()).isLessThan(-0.1);
    double joint = Objects.requireNonNull(factorial.jointSaving()).estimate();
    assertThat(joint)
        .isCloseTo(-effect(result, "head-4", "cost.monthly").difference().estimate(), within(1e-6));
    assertThat(factorial.savings().stream().mapToDouble(part -> part.saving().estimate()).sum())
        .isCloseTo(joint, within(1e-6));
    assertThat(result.surface()).isNull();
    // The levels were really set: the same traces have other sizes in the other encoding.
    Result.Effect stored = effect(result, "always-4", "usage.storedBytes");
    assertThat(stored.value().estimate()).isNotEqualTo(stored.baseline().estimate());
    assertThat(ended.out().replaceAll("\\s+", " "))
        .contains("each factor's change of the bill: sampler always → head-10 −");
    assertThat(Files.readString(runFolder("two-by-two").resolve("report.html")))
        .contains("<h2 id=\"factors-h\">What each factor does</h2>");
  }

  private static Result.Effect effect(Result result, String treatment, String outcome) {
    return result.effects().stream()
        .filter(e -> e.outcome().equals(outcome) && e.treatment().equals(treatment))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void threeLengthsOfBlocksMakeASurface() throws IOException, InterruptedException {
    run("block-length.yaml");

    Result result = result("block-length");
    Result.Surface surface = Objects.requireNonNull(result.surface());
    assertThat(surface.factors()).containsExactly(new Result.NumericFactor("blockMinutes", 2, 30));
    assertThat(surface.held()).containsExactlyEntriesOf(Map.of("sampler", "always"));
    assertThat(surface.saturated()).isTrue();
    // Shorter blocks are more objects: every one costs requests.
    assertThat(surface.lowest().get("blockMinutes")).isGreaterThan(10);
    assertThat(result.factorial()).isNull();
    assertThat(effect(result, "m2", "store.objects").value().estimate())
        .isGreaterThan(effect(result, "m10", "store.objects").value().estimate());
  }

  @Test
  void narrowsByEveryFactorNamed() throws IOException, InterruptedException {
    Command.Ended plan =
        new Command(
                folder,
                "plan",
                definition("two-by-two.yaml"),
                "--set=sampler=head-10",
                "--set=encoding=vParquet4")
            .run();

    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("6 trials = 2 treatments × 3 blocks");
    assertThat(plan.out()).contains("head-4               head, encoding vParquet4");
    assertThat(List.of("head-5 ", "always-4 ")).noneMatch(plan.out()::contains);
  }
}
