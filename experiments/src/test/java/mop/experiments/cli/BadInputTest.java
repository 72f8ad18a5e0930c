package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every wrong input is one line that says where, what, expected and how to mend it. */
class BadInputTest {
  private static final String SPAN =
      "{\"resourceSpans\":[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[{\"spans\":[{"
          + "\"traceId\":\"8b51e36eaee3265bec099d0c5c63fd37\",\"spanId\":\"69f0ab5eab6ab97b\","
          + "\"name\":\"op\",\"startTimeUnixNano\":\"1661140339209875609\","
          + "\"endTimeUnixNano\":\"1661140339572328882\"}]}]}]}\n";

  @TempDir Path folder;

  @BeforeAll
  static void home() {
    System.setProperty("workbench.home", Command.home().toString());
  }

  private record Said(int exit, String out, String err) {}

  private static Said run(String... args) {
    StringWriter err = new StringWriter();
    CommandLine line = Workbench.commandLine();
    line.setErr(new PrintWriter(err, true));
    StringWriter out = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    int exit = line.execute(args);
    return new Said(exit, out.toString(), err.toString());
  }

  /** Runs with output in the test's folder and expects one line and nothing left behind. */
  private Said refused(String... args) throws IOException {
    Path out = folder.resolve("runs");
    String[] all = new String[args.length + 3];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--quiet";
    all[args.length + 1] = "--out";
    all[args.length + 2] = out.toString();
    Said said = run(all);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).doesNotContain("Exception").doesNotContain("\tat ");
    if (Files.isDirectory(out.resolve("adaptive-sampling"))) {
      try (Stream<Path> left = Files.list(out.resolve("adaptive-sampling"))) {
        assertThat(left).isEmpty();
      }
    }
    return said;
  }

  private Said workload(String spec) throws IOException {
    return refused("run", "adaptive-sampling", "--workload", spec);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  @Test
  void namesTheExperimentThatWasMeant() throws IOException {
    Said said = refused("run", "adaptiv-samplin");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("Did you mean 'adaptive-sampling'?");
  }

  @Test
  void namesTheLevelAndTheFactorThatWereMeant() throws IOException {
    Said level = refused("run", "adaptive-sampling", "--set", "sampler=adaptiv-5");
    assertThat(level.exit()).isEqualTo(2);
    assertThat(level.err()).contains("Did you mean 'adaptive-5'?");
    Said factor = refused("run", "adaptive-sampling", "--set", "samplr=tail");
    assertThat(factor.err()).contains("unknown factor 'samplr'").contains("'sampler'");
    Said nothing = refused("run", "adaptive-sampling", "--set", "sampler=always");
    assertThat(nothing.err()).contains("nothing is left to compare");
  }

  @Test
  void namesTheBenchmarkThatWasMeantAndTheMostBlocks() throws IOException {
    assertThat(run("bench", "decod").err())
        .contains("any of decode, decide, write")
        .contains("Did you mean 'decode'?");
    assertThat(run("bench", "decode", "--iterations", "0").err()).contains("at least 1");
    assertThat(refused("run", "adaptive-sampling", "--replicates", "100000000").err())
        .contains("--replicates 100000000: too many; expected at most 10000");
  }

  @Test
  void namesTheKeyOfADefinitionWithItsLine() throws IOException {
    String text = Files.readString(Command.home().resolve("experiments/adaptive-sampling.yaml"));
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, text.replace("  margin:", "  margn:"));
    Said said = refused("run", file.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .containsPattern("mine\\.yaml:\\d+: primary\\.margn")
        .contains("'margin'");
  }

  @Test
  void refusesSizesThatCannotBeWithTheirLine() throws IOException {
    String text = Files.readString(Command.home().resolve("experiments/adaptive-sampling.yaml"));
    String[][] wrong = {
      {"size: 0.25", "size: 0", "got 0.0"},
      {"size: 0.25", "size: -4", "got -4.0"},
      {"size: 0.25", "size: 1", "size 1 is that of the measured blocks"},
      {"size: 4", "size: 0.2", "0.2 after 0.25"},
      {"size: 4", "size: 0.25", "0.25 after 0.25"},
      {"size: 4, blocks: 1", "size: 4, blocks: 0", "a whole number from 1 to 100"},
      {"size: 4, blocks: 1", "size: 4, block: 1", "Did you mean 'blocks'?"},
      {"spans=3.6e5", "spans=3e4", "workload shop: spans=7500; expected 10000 to 1000000000"},
    };
    for (String[] change : wrong) {
      assertThat(text).contains(change[0]);
      Path file = folder.resolve("mine.yaml");
      Files.writeString(file, text.replace(change[0], change[1]));
      Said said = refused("run", file.toString());
      assertThat(said.exit()).as(change[1]).isEqualTo(2);
      assertThat(said.err())
          .containsPattern("mine\\.yaml:\\d+: design\\.scaling\\[\\d\\]\\.")
          .contains(change[2]);
    }
  }

  @Test
  void refusesAMarginThatTheDesignCannotDecide() throws IOException {
    String text = Files.readString(Command.home().resolve("experiments/adaptive-sampling.yaml"));
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, text.replaceFirst("margin: \\S+", "margin: 0.0001"));
    Said said = refused("run", file.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("cannot decide a margin of 0.01 points")
        .contains("design.replicates");
  }

  @Test
  void refusesAWorkloadThatIsMissingOrEmpty() throws IOException {
    assertThat(workload("otlp:" + folder.resolve("none")).err()).contains("none");
    file("empty.jsonl", new byte[0]);
    assertThat(workload("otlp:" + folder.resolve("empty.jsonl")).err()).contains("empty");
    assertThat(workload("shp").err()).contains("Did you mean 'shop'?");
    assertThat(workload("shop:spans=many").err()).contains("spans");
    assertThat(workload("shop:spams=2").err()).contains("'spans'");
  }

  @Test
  void refusesATruncatedGzip() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(whole)) {
      for (int i = 0; i < 1000; i++) {
        out.write(
            SPAN.replace("8b51", String.format(Locale.ROOT, "%04x", i))
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
    Path file = file("traces.jsonl.gz", half);
    Said said = workload("otlp:" + file);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("traces.jsonl.gz");
  }

  @Test
  void refusesWhatIsNotOtlpOrHasNoSpans() throws IOException {
    Path logs = file("logs.jsonl", "{\"resourceLogs\":[]}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(workload("otlp:" + logs).err()).contains("no span, point or log record in it");
    Path other = file("other.jsonl", "{\"a\":1}\n".repeat(200).getBytes(StandardCharsets.UTF_8));
    Said said = workload("otlp:" + other);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("other.jsonl");
  }

  @Test
  void stopsAtTheLimitOfBrokenLines() throws IOException {
    Path file =
        file(
            "traces.jsonl", (SPAN + "{broken\n".repeat(3) + SPAN).getBytes(StandardCharsets.UTF_8));
    Said said =
        refused("run", "adaptive-sampling", "--workload", "otlp:" + file, "--max-bad-lines", "2");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("traces.jsonl");
  }

  @Test
  void refusesAnOutputFolderThatCannotBeMade() throws IOException {
    Path inTheWay = file("plain-file", new byte[] {1});
    Said said = run("run", "adaptive-sampling", "--quiet", "--out", inTheWay.toString());
    assertThat(said.exit()).isIn(2, 13);
    assertThat(said.err()).contains("plain-file").hasLineCount(1);
  }

  @Test
  void refusesToResumeWhatIsNoRun() {
    Said said = run("run", "--resume", folder.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("no journal.jsonl").hasLineCount(1);
  }

  @Test
  void suggestsTheCommandAndTheOptionThatWereMeant() {
    Said command = run("rnu");
    assertThat(command.exit()).isEqualTo(2);
    assertThat(command.err()).contains("Did you mean 'run'?").hasLineCount(1);
    Said option = run("run", "adaptive-sampling", "--replicate", "3");
    assertThat(option.exit()).isEqualTo(2);
    assertThat(option.err()).contains("Did you mean '--replicates'?").hasLineCount(1);
    assertThat(run("run").exit()).isEqualTo(2);
    assertThat(run("report", "none").err()).contains("no such run");
  }

  @Test
  void takesNothingElseWithResume() {
    for (String[] more : new String[][] {{"other"}, {"--seed", "7"}, {"--replicates", "5"}}) {
      String[] args =
          Stream.concat(Stream.of("run", "--resume", "somewhere"), Stream.of(more))
              .toArray(String[]::new);
      Said said = run(args);
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err()).contains("takes no " + more[0]).hasLineCount(1);
    }
  }

  @Test
  void namesTheCatalogueAndTheScenarioThatWereMeantWithTheirLine() throws IOException {
    String text = Files.readString(Command.home().resolve("experiments/adaptive-sampling.yaml"));
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, text.replace("catalog: aws-us-east-1", "catalog: aws-us-est-1"));
    Said catalog = run("plan", file.toString());
    assertThat(catalog.exit()).isEqualTo(2);
    assertThat(catalog.err())
        .containsPattern("mine\\.yaml:\\d+: catalog: ")
        .contains("Did you mean 'aws-us-east-1'?")
        .hasLineCount(1);
    Files.writeString(file, text.replace("scenario: reference", "scenario: refrence"));
    assertThat(run("plan", file.toString()).err())
        .containsPattern("mine\\.yaml:\\d+: scenario: ")
        .contains("'reference'");
  }

  @Test
  void refusesADefinitionThatIsNotUtf8() throws IOException {
    Path file = file("latin.yaml", new byte[] {'a', ':', ' ', (byte) 0xE4, '\n'});
    Said said = run("plan", file.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("latin.yaml: not UTF-8").hasLineCount(1);
  }

  @Test
  void refusesMoreThreadsThanMakeSense() throws IOException {
    Said said = refused("run", "adaptive-sampling", "--threads", "100000");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("--threads 100000: too many");
  }

  @Test
  void saysTheSmallestMarginThatFaultsCanDecide() {
    Said said = run("plan", "adaptive-sampling", "--replicates", "2");
    assertThat(said.exit()).isZero();
    assertThat(said.out().replaceAll("\\s+", " "))
        .contains("! 40 visible faults cannot decide a margin of 5 points even if none were lost");
    assertThat(said.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void listsWhatCanBeReadBesideABrokenDefinition() throws IOException {
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("experiments"));
    Files.writeString(home.resolve("experiments/broken.yaml"), "name: [\n");
    String text = Files.readString(Command.home().resolve("experiments/adaptive-sampling.yaml"));
    Files.writeString(home.resolve("experiments/whole.yaml"), text);
    System.setProperty("workbench.home", home.toString());
    try {
      Said said = run("list");
      assertThat(said.exit()).isZero();
      assertThat(said.out()).contains("! experiments/broken.yaml").contains("adaptive-5");
      assertThat(said.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    } finally {
      home();
    }
  }
}
