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
        Arguments.of("factorial", Fixtures.factorial(), 80),
        Arguments.of("fraction", Fixtures.fraction(), 80),
        Arguments.of("keep", Fixtures.nothingQualifies(), 80),
        Arguments.of("stopped", Fixtures.stopped(), 80),
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
  void aRecordingThatDecidesNothingSaysHowMuchLongerOneWould() {
    String page = flowing(TerminalSummary.render(Fixtures.recorded(), 80, false, FOLDER));
    assertThat(page)
        .contains("KEEP always at $4,031 a month [3,914, 4,148]: too little data")
        .contains("A recording about 3 times as long, with about 43 visible faults instead of 15,")
        .doesNotContain("next:");
  }

  @Test
  void moreBlocksOfTheBuiltInWorkloadAreACommand() {
    String page = flowing(TerminalSummary.render(Fixtures.undecidedShop(), 80, false, FOLDER));
    assertThat(page)
        .contains("About 34 blocks instead of 12 would probably decide")
        .contains("next: ./workbench run adaptive-sampling --replicates 34");
  }

  @Test
  void theVerdictIsTheFirstLineAndTheTableHasALineATreatment() {
    List<String> lines =
        TerminalSummary.render(Fixtures.shop(), 80, false, FOLDER).lines().toList();
    assertThat(lines.getFirst()).startsWith("ADOPT adaptive-5 and save $2,311 a month");
    Fixtures.shop()
        .design()
        .treatments()
        .forEach(t -> assertThat(lines).filteredOn(l -> l.startsWith(t.name() + " ")).hasSize(1));
  }

  @Test
  void theTableKeepsALineATreatmentWhereFiguresAreWide() {
    List<String> lines =
        TerminalSummary.render(Fixtures.wide(), 80, false, FOLDER).lines().toList();
    assertThat(lines)
        .filteredOn(l -> l.startsWith("adaptive-5 "))
        .singleElement()
        .asString()
        .contains("undecided")
        .hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void warningsAreNoWallTheRestIsCounted() {
    List<String> lines =
        TerminalSummary.render(Fixtures.recorded(), 80, false, FOLDER).lines().toList();
    assertThat(lines).filteredOn(l -> l.startsWith("! ")).hasSize(4);
    assertThat(lines).anyMatch(l -> l.matches("  \\d+ more in the report"));
  }

  private static String flowing(String page) {
    return page.replaceAll("\\s+", " ");
  }

  @Test
  void aMissedBudgetIsAWarningWithWhatWasAskedAndAchieved() {
    String page = TerminalSummary.render(Fixtures.shop(), 80, false, FOLDER);
    assertThat(page).contains("! adaptive-5: budget missed, 5.0 → 5.3 % of bytes");
  }

  @Test
  void anEffectIsNamedWithWhatCannotBeToldFromIt() {
    String page = flowing(TerminalSummary.render(Fixtures.fraction(), 80, false, FOLDER));
    assertThat(page)
        .contains(
            "encoding vParquet5 → vParquet4 (less sampler × blockMinutes) +0.05 % [0.00, +0.09]");
  }

  @Test
  void theTableSaysHowItsFiguresWereHad() {
    String had = "measured: visible faults found, kept; modelled: bills (prices aws-us-east-1)";
    assertThat(TerminalSummary.render(Fixtures.shop(), 80, false, FOLDER)).contains("  " + had);
    assertThat(MarkdownSummary.render(Fixtures.shop())).contains("\n\n" + had + "\n\n");
  }

  @Test
  void trialsOfAStoppedTreatmentAreNotCountedWhereTheyWereNotRun() {
    String page = TerminalSummary.render(Fixtures.stopped(), 80, false, FOLDER);
    assertThat(page).contains("39 trials of 4 treatments on up to 12 blocks");
  }

  @Test
  void invalidatedTrialsAreCountedWithTheirReason() {
    String page = TerminalSummary.render(Fixtures.withInvalid(), 120, false, FOLDER);
    assertThat(page).contains("! tail: 2 trials invalidated (assembly ran out of memory");
  }
}
