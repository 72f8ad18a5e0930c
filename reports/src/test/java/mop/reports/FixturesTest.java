package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixturesTest {

  static List<Result> fixtures() {
    return List.of(
        Fixtures.shop(),
        Fixtures.recorded(),
        Fixtures.withInvalid(),
        Fixtures.nothingQualifies(),
        Fixtures.withoutFaults(),
        Fixtures.nasty(),
        Fixtures.forty());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void everyFixtureIsAValidResultDocument(Result result) {
    String document = ResultJson.write(result);
    assertThat(HtmlReport.render(ResultJson.read(document, "fixture")))
        .isEqualTo(HtmlReport.render(result));
  }
}
