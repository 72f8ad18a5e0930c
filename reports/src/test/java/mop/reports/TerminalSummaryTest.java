package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalSummaryTest {

  private static final String FOLDER = "reports/runs/adaptive-sampling/7f3c";

  static List<Arguments> pages() {
    return List.of(
        Arguments.of("shop", Fixtures.shop(), 80),
        Arguments.of("shop", Fixtures.shop(), 60),
        Arguments.of("shop", Fixtures.shop(), 120),
        Arguments.of("shop", Fixtures.shop(), 200),
        Arguments.of("recorded", Fixtures.recorded(), 80),
        Arguments.of("keep", Fixtures.nothingQualifies(), 80),
        Arguments.of("invalid", Fixtures.withInvalid(), 80),
        Arguments.of("nasty", Fixtures.nasty(), 80),
        Arguments.of("without-faults", Fixtures.withoutFaults(), 80));
  }

  @ParameterizedTest(name = "{0} at {2} columns")
  @MethodSource("pages")
  void looksAsItDidBefore(String name, Result result, int columns) {
    String page = TerminalSummary.render(result, columns, false, FOLDER);
    Golden.assertSame("terminal-" + name + "-" + columns + ".txt", page);
  }

  @ParameterizedTest
  @CsvSource({"60", "80", "100", "120", "160"})
  void noLineIsWiderThanTheTerminal(int columns) {
    String page = TerminalSummary.render(Fixtures.shop(), columns, false, FOLDER);
    assertThat(page.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= columns);
  }

  @ParameterizedTest(name = "{0} at {2} columns")
  @MethodSource("pages")
  void colourAddsNothingButColour(String name, Result result, int columns) {
    String coloured = TerminalSummary.render(result, columns, true, FOLDER);
    String plain = TerminalSummary.render(result, columns, false, FOLDER);
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    assertThat(plain).doesNotContain("\u001b");
  }

  @Test
  void aRunThatDecidesNothingNamesTheBlocksThatWould() {
    String page = TerminalSummary.render(Fixtures.recorded(), 80, false, FOLDER);
    assertThat(page)
        .contains("KEEP always: undecided for")
        .contains("about 34")
        .contains("times as long");
  }

  @Test
  void aMissedBudgetIsAWarningWithWhatWasAskedAndAchieved() {
    String page = TerminalSummary.render(Fixtures.shop(), 80, false, FOLDER);
    assertThat(page).contains("! adaptive-5: budget missed, 5.0 → 5.3 % of bytes");
  }

  @Test
  void invalidatedTrialsAreCountedWithTheirReason() {
    String page = TerminalSummary.render(Fixtures.withInvalid(), 120, false, FOLDER);
    assertThat(page).contains("! tail: 2 trials invalidated (assembly ran out of memory");
  }
}
