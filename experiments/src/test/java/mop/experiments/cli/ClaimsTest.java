package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClaimsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/claims");

  @TempDir Path home;

  /** A home without runs, so that the answer does not depend on what was run here. */
  @BeforeEach
  void emptyHome() {
    System.setProperty("workbench.home", home.toString());
  }

  @AfterEach
  void checkout() {
    System.setProperty("workbench.home", Command.home().toString());
  }

  private record Said(int exit, String out, String err) {}

  private static Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Workbench.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = line.execute(args);
    return new Said(exit, out.toString(), err.toString());
  }

  private static String bakery() {
    return GOLDEN.resolve("bakery.yaml").toString();
  }

  /** The shipped set, and one that somebody else wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"mop-2025-11", "bakery"})
  void auditsASetInEightyColumns(String set) throws IOException {
    Said said = run("claims", set.equals("bakery") ? bakery() : set);

    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    Path golden = GOLDEN.resolve(set + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, said.out());
    }
    assertThat(said.out()).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  @Test
  void countsFirst() {
    assertThat(run("claims", bakery()).out().lines().toList().subList(0, 4))
        .containsExactly(
            "bakery: a bakery's brochure",
            "5 sums over its own figures: 3 add up, 2 inconsistent in themselves",
            "2 claims: 1 inconsistent in itself, 1 not testable here",
            "no finished run to hold them against; make one with: ./workbench run EXPERIMENT");
  }

  @Test
  void countsOneAsOne() throws IOException {
    Path file = home.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        name: n
        source: a paper
        figures:
          one: {value: 1, unit: EUR}
          two: {value: 3, unit: EUR}
        checks:
          - {id: s, statement: They are one, same: {of: [one, two]}}
        claims:
          - {id: c, statement: It is one, claimed: {figure: one, comparison: about}, notTestable: no}
        """);
    assertThat(run("claims", file.toString()).out().lines().toList().subList(1, 3))
        .containsExactly(
            "1 sum over its own figures: 1 inconsistent in itself",
            "1 claim: 1 inconsistent in itself");
  }

  @Test
  void auditsTheShippedSetByDefault() {
    assertThat(run("claims").out()).isEqualTo(run("claims", "mop-2025-11").out());
  }

  @Test
  void answersOneJsonDocument() {
    Said said = run("claims", bakery(), "--format", "json");

    assertThat(said.exit()).isZero();
    JsonNode document = JsonMapper.shared().readTree(said.out());
    assertThat(document.at("/schema").asString()).isEqualTo("mop.claims/v1");
    assertThat(document.at("/counts/sums inconsistent in itself").asInt()).isEqualTo(2);
    assertThat(document.at("/sums/0/id").asString()).isEqualTo("costs");
    assertThat(document.at("/sums/0/reason").asString())
        .isEqualTo(
            "lines sum to 2,000 EUR/month, published 1,200; the published total leaves out flour");
    assertThat(document.at("/claims/0/verdict").asString()).isEqualTo("inconsistent in itself");
  }

  @Test
  void refusesWhatItCannotReadInOneLine() throws IOException {
    Path file = home.resolve("mine.yaml");
    Files.writeString(
        file, Files.readString(Path.of(bakery())).replace("[rent, flour]", "[rent, flur]"));
    Said broken = run("claims", file.toString());
    assertThat(broken.exit()).isEqualTo(2);
    assertThat(broken.err())
        .isEqualTo(
            file
                + ":13: checks[0].sum.of[1]: no figure 'flur'; expected a name below 'figures'. Did"
                + " you mean 'flour'?\n");
    Said unknown = run("claims", "mop-2025-12");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("Did you mean 'mop-2025-11'?").hasLineCount(1);
    Said run = run("claims", "--run", "none");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("none: no such run").hasLineCount(1);
    Said format = run("claims", "--format", "xml");
    assertThat(format.exit()).isEqualTo(2);
    assertThat(format.err()).contains("'xml'").hasLineCount(1);
  }

  @Test
  void listsTheSetsWithTheirClaims() {
    assertThat(run("list", "claims").out())
        .contains("mop-2025-11")
        .contains("  volume-reduction      Adaptive sampling reduces the volume");
  }
}
