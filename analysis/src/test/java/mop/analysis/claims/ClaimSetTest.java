package mop.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.YamlDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ClaimSetTest {
  private static final String GOOD =
      """
      name: n
      source: a paper
      claims:
        - id: a
          source: page 3
          statement: It is cheap
          claimed: {value: 5, unit: USD/month, comparison: at-most}
          speaksTo: {treatment: head, cost: monthly}
        - id: b
          source: page 4
          statement: It is magic
          claimed: {value: 1, unit: wand, comparison: about, tolerance: 1}
          notTestable: no wand here
      """;

  static Stream<List<String>> mistakes() {
    return Stream.of(
        List.of(
            "comparison: at-most",
            "comparison: atmost",
            "c.yaml:7: claims[0].claimed.comparison: unknown comparison 'atmost'; expected one of"
                + " at-least, at-most, about. Did you mean 'at-most'?"),
        List.of(
            ", tolerance: 1",
            "",
            "c.yaml:12: claims[1].claimed.tolerance: 'about' without a tolerance; expected"),
        List.of(
            ", tolerance: 1",
            ", tolerance: 1, tolerancePercent: 1",
            "c.yaml:12: claims[1].claimed.tolerance: two tolerances; expected"),
        List.of(
            "    notTestable: no wand here\n",
            "",
            "c.yaml:9: claims[1].speaksTo: no 'speaksTo'; expected either a figure"),
        List.of(
            "cost: monthly",
            "cost: yearly",
            "c.yaml:8: claims[0].speaksTo.cost: unknown cost 'yearly'; expected one of monthly."),
        List.of(
            "cost: monthly",
            "accuracy: visibleFaults.precision",
            "c.yaml:8: claims[0].speaksTo.accuracy: unknown figure 'visibleFaults.precision';"
                + " expected visibleFaults.recall,"),
        List.of(
            "cost: monthly",
            "accuracy: signals.p90",
            "c.yaml:8: claims[0].speaksTo.accuracy: unknown figure 'signals.p90'; expected"),
        List.of(
            "cost: monthly",
            "as: value",
            "c.yaml:8: claims[0].speaksTo.treatment: 0 figures; expected one of 'outcome',"),
        List.of(
            "cost: monthly",
            "cost: monthly, outcome: x, figure: value",
            "c.yaml:8: claims[0].speaksTo.cost: 2 figures; expected one of 'outcome',"),
        List.of("id: b", "id: a", "c.yaml:9: claims[1].id: a second claim 'a'; expected an id"),
        List.of(
            "statement: It is magic",
            "statment: It is magic",
            "c.yaml:11: claims[1].statment: unknown key 'statment'; expected one of id, source,"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesAMistakeWithItsLine(List<String> mistake) {
    String broken = GOOD.replace(mistake.get(0), mistake.get(1));
    assertThat(broken).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> ClaimReader.read(YamlDocument.parse("c.yaml", broken)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(mistake.get(2));
  }

  @Test
  void comesWithEveryFileOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("claims"))) {
      assertThat(ClaimSet.names())
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> file.getFileName().toString().replace(".yaml", "")).toList());
    }
    for (String name : ClaimSet.names()) {
      assertThat(ClaimSet.load(name).name()).isEqualTo(name);
    }
  }

  @Test
  void refusesAnUnknownName() {
    assertThatThrownBy(() -> ClaimSet.load("mop"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("mop: no claim file of that name and no such file;");
  }

  /** Each figure is the one that stands at its source in the publication's own figures. */
  @Test
  void copiesThePublishedFigures() throws IOException {
    Path published = published();
    assumeThat(published).as("the published figures are not beside this clone").exists();
    JsonNode figures = YamlDocument.parse("published", Files.readString(published)).root();
    for (PublishedClaim claim : ClaimSet.load("mop-2025-11-adaptive-sampling").claims()) {
      String key = claim.source().substring(claim.source().lastIndexOf(": ") + 2);
      JsonNode figure = figures.at("/" + key.replace('.', '/'));
      assertThat(new BigDecimal(figure.asString())).as(key).isEqualByComparingTo(claim.value());
    }
  }

  /** {@code shared/data} lies beside the clone, or beside the folder of its worktrees. */
  private static Path published() {
    Path file = Path.of("shared", "data", "claims", "mop-2025-11.yaml");
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(file))) {
        return at.resolve(file);
      }
    }
    return file;
  }
}
