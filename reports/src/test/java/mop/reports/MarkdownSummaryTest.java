package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownSummaryTest {

  static List<Arguments> pages() {
    return List.of(
        Arguments.of("shop", Fixtures.shop()),
        Arguments.of("recorded", Fixtures.recorded()),
        Arguments.of("keep", Fixtures.nothingQualifies()),
        Arguments.of("invalid", Fixtures.withInvalid()),
        Arguments.of("nasty", Fixtures.nasty()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void looksAsItDidBefore(String name, Result result) {
    Golden.assertSame("summary-" + name + ".md", MarkdownSummary.render(result));
  }

  @Test
  void aNameCannotBreakOutOfItsCell() {
    String page = MarkdownSummary.render(Fixtures.nasty());
    assertThat(page).doesNotContain("<img").contains("&lt;img").contains("\\`\\|");
    long cells =
        page.lines()
            .filter(line -> line.contains("&lt;img") && line.startsWith("|"))
            .findFirst()
            .orElseThrow()
            .replace("\\|", "")
            .chars()
            .filter(c -> c == '|')
            .count();
    assertThat(cells).isEqualTo(7);
  }
}
