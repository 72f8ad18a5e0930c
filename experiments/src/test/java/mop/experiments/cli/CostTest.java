package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The answers of {@code workbench cost}, as recorded, and its one line for bad input. */
class CostTest {
  private static final Path GOLDEN = Path.of("src/test/resources/cost");

  @TempDir Path folder;

  record Said(int exit, String out, String err) {}

  static Said run(String... args) {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine line = Workbench.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    return new Said(line.execute(args), out.toString(), err.toString());
  }

  /** Whether a text answer fits a narrow terminal and is as recorded. */
  static void isAsRecorded(String name, Said said) throws IOException {
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out().lines())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    Path golden = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, said.out());
    }
    assertThat(said.out()).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void printsThePublishedVolumesAtEveryPriceList() throws IOException {
    isAsRecorded("estimate-reference", run("cost", "estimate", "reference"));
  }

  @Test
  void printsEveryLineOfANamedCatalogue() throws IOException {
    isAsRecorded("estimate-grafana-cloud", run("cost", "estimate", "--catalog", "grafana-cloud"));
  }

  @Test
  void handsABillOutToTeams() throws IOException {
    String scenario =
        file(
            "shop.yaml",
            """
            name: shop
            description: our shop
            system:
              logs: {logGBPerDay: 24, cores: 6, memoryGB: 24}
              traces: {traceGBPerDay: 2.4, spansPerDay: 5e6, hosts: 3}
            shares:
              team: {checkout: 0.5, search: {logs: 0.25}}
            """);
    isAsRecorded(
        "estimate-teams",
        run("cost", "estimate", scenario, "--catalog", "datadog", "--catalog", "azure-eastus"));
  }

  @Test
  void judgesThePublishedInvestment() throws IOException {
    isAsRecorded(
        "roi",
        run(
            "cost",
            "roi",
            "--investment",
            "35000..40000..60000",
            "--saving",
            "3000..5790..6500@95",
            "--discount-rate",
            "8",
            "--ramp",
            "0..6"));
  }

  @Test
  void readsAnInvestmentFromAFileWhoseNumbersOptionsReplace() throws IOException {
    String plan =
        file("plan.yaml", "name: our plan\ninvestment: 1000\nmonthlySaving: 10\nmonths: 12\n");
    assertThat(run("cost", "roi", plan).out())
        .startsWith("our plan: does not pay within 12 months at the most likely numbers: sum");
    assertThat(run("cost", "roi", plan, "--saving", "100").out()).startsWith("our plan: pays");
  }

  /** A run whose bill of {@code head} is 400 USD a month, that of {@code always} 1,000. */
  private String finishedRun(boolean recommends) throws IOException {
    String document =
        Files.readString(Path.of("..", "analysis/src/test/resources/history/run.json"));
    Path run = Files.createDirectories(folder.resolve(recommends ? "adopts" : "keeps"));
    Files.writeString(
        run.resolve("result.json"),
        recommends
            ? document
                .replace("\"adopt\": false", "\"adopt\": true")
                .replaceFirst(
                    "(\"recommendation\": \\{\\s+\"treatment\": )\"always\"", "$1\"head\"")
            : document);
    return run.toString();
  }

  @Test
  void takesTheSavingFromARunAndSaysWhere() throws IOException {
    Said said = run("cost", "roi", "--investment", "5000", "--run", finishedRun(true));

    isAsRecorded("roi-run", said);
    assertThat(said.out())
        .isEqualTo(
            run(
                    "cost",
                    "roi",
                    "--investment",
                    "5000",
                    "--run",
                    finishedRun(false),
                    "--treatment",
                    "head")
                .out());
    assertThat(run("cost", "roi", "--investment", "5000", "--saving", "588..600..612@95").out())
        .contains(
            said.out()
                .substring(
                    said.out().indexOf("  sum of all flows,"),
                    said.out().indexOf("  investment,")));
  }

  @Test
  void saysWhyARunGivesNoSaving() throws IOException {
    String run = finishedRun(false);
    String[] base = {"cost", "roi", "--investment", "1", "--run", run};
    refused(
        "--run "
            + run
            + ": run run1 recommends no treatment; expected one that does. Name one with"
            + " --treatment: head.",
        base);
    refused("no such treatment; expected another treatment", with(base, "--treatment", "haed"));
    refused("Did you mean 'head'?", with(base, "--treatment", "haed"));
    refused("it is the baseline, which saves nothing", with(base, "--treatment", "always"));
    refused("--saving: the saving is stated here and taken from", with(base, "--saving", "5"));
    String plan = file("plan.yaml", "investment: 1\nmonthlySaving: 2\n");
    refused("plan.yaml:2: monthlySaving: the saving is stated here", with(base, plan));
    refused(
        "--currency: 'EUR', but the bills of the run are in USD; expected the same currency",
        with(base, "--treatment", "head", "--currency", "EUR"));
    refused("--treatment head: expected --run", "cost", "roi", "--treatment", "head");
    refused("none: no such run", "cost", "roi", "--investment", "1", "--run", "none");
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void printsWhatTheReferenceEmits() throws IOException {
    isAsRecorded("carbon-reference", run("cost", "carbon", "reference"));
  }

  @Test
  void holdsAnInvoiceAgainstAScenario() throws IOException {
    String invoice = GOLDEN.resolve("march.csv").toString();
    Said said = run("cost", "reconcile", invoice, "--scenario", "reference");
    assertThat(said.exit()).isEqualTo(10);
    isAsRecorded("reconcile", new Said(0, said.out(), said.err()));
  }

  @Test
  void writesOneJsonDocument() {
    Said said = run("cost", "estimate", "reference", "--format", "json");
    assertThat(said.out()).startsWith("{").contains("\"schema\" : \"mop.cost-estimate/v1\"");
    assertThat(said.out().strip()).endsWith("}");
  }

  private void refused(String message, String... args) {
    Said said = run(args);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).contains(message);
  }

  @Test
  void namesTheScenarioOrCatalogueThatWasMeant() {
    refused("Did you mean 'reference'?", "cost", "estimate", "referense");
    refused("Did you mean 'datadog'?", "cost", "estimate", "--catalog", "datadig");
    refused("Did you mean 'estimate'?", "cost", "estimat");
    refused("No command given", "cost");
  }

  @Test
  void namesTheOptionOrLineOfABadInvestment() throws IOException {
    refused("monthlySaving: nobody stated it", "cost", "roi", "--investment", "1");
    refused(
        "--saving: 'lots' is no number; expected a number, LOW..HIGH,",
        "cost",
        "roi",
        "--investment",
        "1",
        "--saving",
        "lots");
    refused(
        "plan.yaml:2: monthlySavin: unknown key 'monthlySavin'",
        "cost",
        "roi",
        file("plan.yaml", "investment: 1\nmonthlySavin: 2\n"));
    refused("--draws: it is 1", "cost", "roi", "--draws", "1");
  }

  @Test
  void saysWhatAnInvoiceIsHeldAgainst() throws IOException {
    String invoice = file("plain.csv", "item,amount\nm7g.xlarge,1\n");
    refused("Neither --scenario nor --run", "cost", "reconcile", invoice);
    refused(
        "Both --scenario and --run",
        "cost",
        "reconcile",
        invoice,
        "--scenario",
        "reference",
        "--run",
        "latest");
    refused(
        "nothing.csv: no such file", "cost", "reconcile", "nothing.csv", "--scenario", "reference");
    refused(
        "lines.csv:2: amount: '1,5' is no number",
        "cost",
        "reconcile",
        file("lines.csv", "item,amount\nx,\"1,5\"\n"),
        "--scenario",
        "reference");
  }

  @Test
  void refusesHugeNumbersAndWordsAsTolerance() throws IOException {
    String invoice = file("plain.csv", "item,amount\nm7g.xlarge,1\n");
    String[] base = {"cost", "reconcile", invoice, "--scenario", "reference", "--tolerance"};
    refused("--tolerance: 'x' is no number; expected a percentage such as 2.", with(base, "x"));
    refused("--tolerance: '1e999999999' is out of range; expected", with(base, "1e999999999"));
    refused("--tolerance: it is -1; expected 0 or more", with(base, "-1"));
  }

  @Test
  void refusesAnotherCatalogueThanTheRuns() throws IOException {
    refused(
        "--catalog grafana-cloud: expected with --scenario only",
        "cost",
        "reconcile",
        file("plain.csv", "item,amount\nm7g.xlarge,1\n"),
        "--run",
        finishedRun(true),
        "--catalog",
        "grafana-cloud");
  }

  @Test
  void leadsFromCommitmentsToWhatIsBilled() throws IOException {
    String invoice = GOLDEN.resolve("commitment.csv").toString();
    Said said = run("cost", "reconcile", invoice, "--scenario", "reference");
    assertThat(said.exit()).isEqualTo(10);
    isAsRecorded("reconcile-commitment", new Said(0, said.out(), said.err()));
  }

  @Test
  void namesAFolderThatIsGivenAsAFile() {
    String at = folder.toString();
    refused(
        ": it is a folder, no scenario; expected a name or a YAML file", "cost", "estimate", at);
  }

  @Test
  void tellsWhatIsModelledAndWhereEachPriceStands() {
    assertThat(run("cost", "estimate").out()).contains("totals: modelled, usage × price; usage:");
    assertThat(run("cost", "estimate", "--catalog", "aws-us-east-1").out().replaceAll("\\s+", " "))
        .contains("where the prices stand m7g.xlarge: ")
        .contains("whole machines for all components together");
  }

  @Test
  void namesTheRegionOrUseThatWasMeant() {
    refused("Did you mean 'azure-eastus'?", "cost", "carbon", "--region", "azur-eastus");
    refused("Did you mean 'spansPerDay'?", "cost", "carbon", "--per", "spanPerDay");
  }

  @Test
  void pointsToTheLineOfABadScenario() throws IOException {
    String scenario =
        file("bad.yaml", "name: n\ndescription: d\nsystem:\n  logs: {logGBPerDay: lots}\n");
    refused(
        "bad.yaml:4: system.logs.logGBPerDay: 'lots' is no number; expected a number",
        "cost",
        "estimate",
        scenario);
  }
}
