package mop.stack.traceql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queries by which Tempo tests its own parser. */
class PublishedExamplesTest {
  static List<String> valid() throws IOException {
    return examples("valid");
  }

  static List<String> parseFails() throws IOException {
    return examples("parseFails");
  }

  static List<String> validateFails() throws IOException {
    return examples("validateFails");
  }

  static List<String> unsupported() throws IOException {
    return examples("unsupported");
  }

  static List<String> examples(String group) throws IOException {
    try (InputStream in = PublishedExamplesTest.class.getResourceAsStream("published.json")) {
      JsonNode all = JsonMapper.shared().readTree(Objects.requireNonNull(in));
      List<String> queries = new ArrayList<>();
      all.path(group).forEach(q -> queries.add(q.asString()));
      assertThat(queries).isNotEmpty();
      return queries;
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void validOnesAreReadAndPrintedAsTheSameQuery(String query) {
    Query parsed = Query.parse(query);

    assertThat(Query.parse(parsed.print()).print()).isEqualTo(parsed.print());
  }

  @ParameterizedTest
  @MethodSource("parseFails")
  void whatDoesNotParseIsRefusedInOneLineWithItsPlace(String query) {
    assertThatThrownBy(() -> new Parser(query).query())
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("[0-9]+:[0-9]+: .+");
  }

  @ParameterizedTest
  @MethodSource("validateFails")
  void whatMeansNothingParsesAndIsRefusedInOneLineWithItsPlace(String query) {
    assertThatCode(() -> new Parser(query).query()).doesNotThrowAnyException();
    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("[0-9]+:[0-9]+: .+")
        .hasMessageNotContaining("not supported");
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void whatTempoDoesNotSupportEitherIsRefusedAsSuch(String query) {
    assertThatCode(() -> new Parser(query).query()).doesNotThrowAnyException();
    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("[0-9]+:[0-9]+: .+ is not supported here\\. .+");
  }
}
