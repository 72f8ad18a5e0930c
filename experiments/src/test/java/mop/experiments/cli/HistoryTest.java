package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The answers of {@code workbench history}, as recorded, and its one line for bad input. */
class HistoryTest {
  private static final Path GOLDEN = Path.of("src/test/resources/history");
  private static final Path RUN =
      Path.of("..", "analysis", "src", "test", "resources", "history", "run.json");

  @TempDir Path out;

  @BeforeAll
  static void home() {
    System.setProperty("workbench.home", Command.home().toString());
  }

  private CostTest.Said history(String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "history";
    args[1] = "bakery";
    args[2] = "--out";
    args[3] = out.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return CostTest.run(args);
  }

  private void isAsRecorded(String name, CostTest.Said said) throws IOException {
    assertThat(said.err()).isEmpty();
    assertThat(said.out().lines())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    Path golden = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, said.out());
    }
    assertThat(said.out()).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  /** A run of a day whose treatment changes the bill by so much, and with a seed. */
  private void run(int day, double change, long seed) throws IOException {
    JsonNode document = JsonMapper.shared().readTree(Files.readString(RUN));
    ObjectNode run = (ObjectNode) document.get("run");
    run.put("id", String.format(Locale.ROOT, "r%02d", day));
    run.put("startedAt", String.format(Locale.ROOT, "2026-01-%02dT02:00:00Z", day));
    run.put("seed", seed);
    ObjectNode estimate = (ObjectNode) document.at("/effects/0/relativeChange");
    estimate.put("estimate", change).put("low", change - 0.01).put("high", change + 0.01);
    write(String.format(Locale.ROOT, "r%02d", day), document.toString());
  }

  private void write(String id, String document) throws IOException {
    Path folder = Files.createDirectories(out.resolve("bakery").resolve(id));
    Files.writeString(folder.resolve("result.json"), document);
  }

  private void fortnight(double newest) throws IOException {
    for (int day = 1; day <= 13; day++) {
      run(day, day < 7 ? -0.60 : -0.55, 42);
    }
    run(14, newest, 42);
    run(4, -0.60, 7);
    Files.createDirectories(out.resolve("bakery").resolve("r15"));
    Files.createSymbolicLink(out.resolve("bakery").resolve("latest"), Path.of("r14"));
  }

  @Test
  void tellsChangesAndTheNewestRunInEightyColumns() throws IOException {
    fortnight(-0.55);
    CostTest.Said said = history();

    assertThat(said.exit()).isZero();
    isAsRecorded("not-worse", said);
  }

  @Test
  void exitsTenWhenTheNewestRunIsWorseBeyondIntervalAndMargin() throws IOException {
    fortnight(-0.40);

    assertThat(history("--margin", "20").exit()).isZero();
    CostTest.Said said = history();
    assertThat(said.exit()).isEqualTo(10);
    isAsRecorded("worse", said);
    assertThat(history("--format", "json").exit()).isEqualTo(10);
  }

  @Test
  void saysWhatIsMissingWhereRunsAreFew() throws IOException {
    run(1, -0.6, 42);
    run(2, -0.1, 42);
    CostTest.Said said = history();

    assertThat(said.exit()).isZero();
    assertThat(said.out().lines().toList().subList(0, 2))
        .containsExactly(
            "bakery: 2 runs that compare, newest r02",
            "not judged: needs 4 runs before it, there is 1");
    assertThat(said.out()).contains("newest: not judged (needs 4 runs before it, there is 1)");
    assertThat(said.out()).contains("changes not looked for: needs 10 runs, there are 2");
  }

  @Test
  void writesOneJsonDocumentWithTheSameFigures() throws IOException {
    fortnight(-0.40);
    JsonNode document = JsonMapper.shared().readTree(history("--format", "json").out());

    assertThat(document.at("/schema").asString()).isEqualTo("mop.history/v1");
    assertThat(document.at("/runs").size()).isEqualTo(13);
    assertThat(document.at("/series/2/treatment").asString()).isEqualTo("head");
    assertThat(document.at("/series/2/gate/answer").asString()).isEqualTo("FAIL");
    assertThat(document.at("/series/2/changes/found/0/run").asInt()).isEqualTo(6);
    assertThat(document.at("/leftOut/0/why").asString()).isEqualTo("seed 7, not 42");
    assertThat(document.at("/leftOut/1/why").asString()).isEqualTo("not finished");
  }

  private void refused(CostTest.Said said, String message) {
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).contains(message);
  }

  @Test
  void refusesWhatItCannotReadInOneLine() throws IOException {
    refused(
        CostTest.run("history", "adaptive-samplin", "--out", out.toString()),
        "adaptive-samplin: no such experiment; expected one that is defined, or that has runs"
            + " under "
            + out
            + ". Did you mean 'adaptive-sampling'?");
    refused(
        CostTest.run("history", "adaptive-sampling", "--out", out.toString()),
        "adaptive-sampling: no finished run under " + out.resolve("adaptive-sampling"));
    refused(CostTest.run("history"), "Missing required parameter: 'EXPERIMENT'");
    run(1, -0.6, 42);
    refused(history("--margin", "-1"), "--margin: it is -1.0; expected 0 to 1000");
    refused(history("--format", "xml"), "'xml'");
    write("r02", "{\"schema\": \"mop.result/v1\"");
    refused(history(), "r02/result.json:1:");
  }
}
