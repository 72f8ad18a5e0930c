package mop.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProseTest {

  private static final Prose PROSE =
      new Prose(
          List.of(
              outcome("cost.monthly", "Monthly cost"),
              outcome("usage.putRequests", "PUT requests"),
              outcome("p99", "p99 latency")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "power 0.08 on cost.monthly: low | power 0.08 on monthly cost: low",
        "relativeChange of usage.putRequests. | relative change of PUT requests.",
        "cost.monthlyish stays | cost.monthlyish stays",
        "-5.0 pp [-57.6, +0.0] of 4 | −5.0 pp [−57.6, 0.0] of 4",
        "+0.05 and +0 | +0.05 and 0",
        "head-10 on 2026-06-17, files 3-5, adaptive-2 | head-10 on 2026-06-17, files 3-5, adaptive-2",
        "not measured: bytesRead, queryCpuSeconds. | not measured: bytes read, query cpu seconds.",
        "Tempo vParquet5 at a/myFile.txt, p99 | Tempo vParquet5 at a/myFile.txt, p99"
      })
  void namesAndHyphensBecomeWordsAndMinusSigns(String text, String expected) {
    assertThat(PROSE.of(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "37.84 % [-7.408, 83.08] | 37.8 % [−7.4, 83.1]",
        "143.3 USD/month [142.6, 143.9] | 143.3 USD/month [142.6, 143.9]",
        "1,143.37 USD/month [142, 2,143.9] | 1,143.4 USD/month [142.0, 2,143.9]",
        "100 % [100, 100] | 100.0 % [100.0, 100.0]",
        "no figure | no figure"
      })
  void aFigureAndItsIntervalHaveTheSameDecimals(String text, String expected) {
    assertThat(Prose.evened(text)).isEqualTo(expected);
  }

  private static Outcome outcome(String name, String label) {
    return new Outcome(name, label, "share", "lower", false, Provenance.MEASURED, "made up");
  }
}
