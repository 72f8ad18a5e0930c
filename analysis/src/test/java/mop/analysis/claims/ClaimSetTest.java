package mop.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mop.analysis.claims.arithmetic.Figure;
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
      figures:
        total: {value: 8, unit: EUR}
        one: {value: 3, unit: EUR}
        two: {value: 5, unit: EUR}
        year: {value: 96, unit: EUR/year}
        zero: {value: 0, unit: EUR}
      checks:
        - {id: s, statement: It adds up, sum: {total: total, of: [one, two]}}
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
            "of: [one, two]",
            "of: [one, tow]",
            "c.yaml:10: checks[0].sum.of[1]: no figure 'tow'; expected a name below 'figures'. Did"
                + " you mean 'two'?"),
        List.of(
            "of: [one, two]",
            "of: [one, year]",
            "c.yaml:10: checks[0].sum.of[1]: 'year' is in EUR/year, 'total' in EUR; expected one"
                + " unit, if need be by a formula that converts."),
        List.of(
            "of: [one, two]",
            "of: [one, two + year]",
            "c.yaml:10: checks[0].sum.of[1]: 'two + year' adds EUR and EUR/year; expected one"
                + " unit."),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "reduction: {from: total, to: year, percent: '50'}",
            "c.yaml:10: checks[0].reduction.to: 'year' is in EUR/year, 'total' in EUR; expected"
                + " one unit,"),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "reduction: {from: one + two, to: year, percent: '50'}",
            "c.yaml:10: checks[0].reduction.to: 'year' is in EUR/year, 'one + two' in EUR;"),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "reduction: {from: total, to: one, percent: two}",
            "c.yaml:10: checks[0].reduction.percent: 'two' is in EUR; expected a figure in %."),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "share: {part: one, whole: year, percent: '50'}",
            "c.yaml:10: checks[0].share.whole: 'year' is in EUR/year, 'one' in EUR; expected"),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "share: {part: one, whole: [total, year], percent: '50'}",
            "c.yaml:10: checks[0].share.whole[1]: 'year' is in EUR/year, 'one' in EUR; expected"),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "successive: {percent: '50', of: ['20', two]}",
            "c.yaml:10: checks[0].successive.of[1]: 'two' is in EUR; expected a figure in %."),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "average: {figure: year, of: [one, two]}",
            "c.yaml:10: checks[0].average.of[0]: 'one' is in EUR, 'year' in EUR/year; expected"),
        List.of(
            "cost: monthly",
            "outcome: x, figure: relativeChange, as: reduction-percent",
            "c.yaml:16: claims[0].speaksTo.as: 'reduction-percent' gives %, the claim is in"
                + " USD/month; expected a claim in %."),
        List.of(
            "cost: monthly",
            "accuracy: rootCause.a1",
            "c.yaml:16: claims[0].speaksTo.treatment: 'value' gives a share, the claim is in"
                + " USD/month; expected a claim in %, with an 'as' that gives %."),
        List.of(
            "unit: USD/month",
            "unit: GB",
            "c.yaml:16: claims[0].speaksTo.cost: a bill is money a month, the claim is in GB;"),
        List.of(
            "of: [one, two]",
            "of: [one, two +]",
            "c.yaml:10: checks[0].sum.of[1]: 'two +' is no formula (it ends where a figure or a"
                + " number should stand); expected figures and numbers with + - * / ( )"),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "sam: {total: total, of: [one, two]}",
            "c.yaml:10: checks[0].sam: unknown key 'sam'; expected one of id, statement, sum,"),
        List.of(
            ", sum: {total: total, of: [one, two]}",
            "",
            "c.yaml:10: checks[0].id: no rule; expected one of sum, formula, reduction,"),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "reduction: {from: zero, to: one, percent: '50'}",
            "c.yaml:10: checks[0].reduction: it divides by 0; expected figures that can be"),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "investment: {invested: total, monthlySaving: zero, npv: one}",
            "c.yaml:10: checks[0].investment.monthlySaving: it is 0; expected an amount above 0."),
        List.of(
            "sum: {total: total, of: [one, two]}",
            "investment: {invested: total, monthlySaving: one, npv: one}",
            "c.yaml:10: checks[0].investment.years: 'years' is missing; expected over how many"),
        List.of(
            "{value: 3, unit: EUR}",
            "{value: three, unit: EUR}",
            "c.yaml:5: figures.one.value: 'three' is no number; expected a number such as"),
        List.of(
            "{value: 3, unit: EUR}",
            "{from: 4, to: 3, unit: EUR}",
            "c.yaml:5: figures.one.to: 3 is less than 'from'; expected the end of the range."),
        List.of(
            "value: 5, unit: USD/month, comparison",
            "figure: totl, comparison",
            "c.yaml:15: claims[0].claimed.figure: no figure 'totl'; expected a name below"
                + " 'figures'. Did you mean 'total'?"),
        List.of(
            "comparison: at-most",
            "comparison: atmost",
            "c.yaml:15: claims[0].claimed.comparison: unknown comparison 'atmost'; expected one of"
                + " at-least, at-most, about. Did you mean 'at-most'?"),
        List.of(
            ", tolerance: 1",
            "",
            "c.yaml:20: claims[1].claimed.tolerance: 'about' without a tolerance; expected"),
        List.of(
            ", tolerance: 1",
            ", tolerance: 1, tolerancePercent: 1",
            "c.yaml:20: claims[1].claimed.tolerance: two tolerances; expected"),
        List.of(
            "    notTestable: no wand here\n",
            "",
            "c.yaml:17: claims[1].speaksTo: no 'speaksTo'; expected either a figure"),
        List.of(
            "cost: monthly",
            "cost: yearly",
            "c.yaml:16: claims[0].speaksTo.cost: unknown cost 'yearly'; expected one of monthly."),
        List.of(
            "cost: monthly",
            "accuracy: visibleFaults.precision",
            "c.yaml:16: claims[0].speaksTo.accuracy: unknown figure 'visibleFaults.precision';"
                + " expected visibleFaults.recall,"),
        List.of(
            "cost: monthly",
            "accuracy: signals.p90",
            "c.yaml:16: claims[0].speaksTo.accuracy: unknown figure 'signals.p90'; expected"),
        List.of(
            "cost: monthly",
            "as: value",
            "c.yaml:16: claims[0].speaksTo.treatment: 0 figures; expected one of 'outcome',"),
        List.of(
            "cost: monthly",
            "cost: monthly, outcome: x, figure: value",
            "c.yaml:16: claims[0].speaksTo.cost: 2 figures; expected one of 'outcome',"),
        List.of("id: b", "id: a", "c.yaml:17: claims[1].id: a second claim 'a'; expected an id"),
        List.of(
            "statement: It is magic",
            "statment: It is magic",
            "c.yaml:19: claims[1].statment: unknown key 'statment'; expected one of id, source,"));
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

  /** Each figure is the one that stands at its source in the publication, and none is left out. */
  @Test
  void copiesThePublishedFigures() throws IOException {
    Path published = published();
    assumeThat(published).as("the published figures are not beside this clone").exists();
    JsonNode root = YamlDocument.parse("published", Files.readString(published)).root();
    ClaimSet set = ClaimSet.load("mop-2025-11");
    Set<String> copied = new HashSet<>();
    for (Figure figure : set.figures().all()) {
      String pointer = pointer(figure.source());
      JsonNode node = root.at(pointer);
      copied.add(pointer);
      if (node.isArray()) {
        assertThat(new BigDecimal(node.get(0).asString())).isEqualByComparingTo(figure.low());
        assertThat(new BigDecimal(node.get(1).asString())).isEqualByComparingTo(figure.high());
      } else {
        assertThat(new BigDecimal(node.asString()))
            .as(figure.source())
            .isEqualByComparingTo(figure.value());
      }
    }
    List<String> numbers = new ArrayList<>();
    numbers(root, "", numbers);
    assertThat(numbers)
        .allSatisfy(number ->
            assertThat(copied).containsAnyOf(number, number.substring(0, number.lastIndexOf('/'))));
  }

  /** JSON pointer of {@code sampling_techniques[0].reduction_pct}. */
  private static String pointer(String source) {
    return "/" + source.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
  }

  private static void numbers(JsonNode node, String pointer, List<String> found) {
    if (node.isNumber()) {
      found.add(pointer);
    }
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> numbers(entry.getValue(), pointer + "/" + entry.getKey(), found));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      numbers(node.get(i), pointer + "/" + i, found);
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
