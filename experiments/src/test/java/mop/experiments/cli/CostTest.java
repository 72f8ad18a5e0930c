package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
