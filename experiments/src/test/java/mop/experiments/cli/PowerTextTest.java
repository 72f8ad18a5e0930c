package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mop.analysis.inference.Assumption;
import mop.analysis.inference.PowerAnalysis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTextTest {

  @ParameterizedTest
  @CsvSource({
    "4, 'interval, test: paired t on log ratios, two-sided 99.00 %', ''",
    "11, 'interval: paired t on log ratios, two-sided 99.00 %', 'test: exact sign-flip'",
    "20, 'near these two: paired t on log ratios, two-sided 99.00 %', 'test: exact sign-flip'",
    "24, 'test: paired t on log ratios, two-sided 99.00 %', 'interval: expanded BCa'"
  })
  void whatDecidesComesFirst(int blocks, String first, String second) {
    String text =
        PowerText.render(
            PowerAnalysis.of(
                new Assumption.LogRatio("cost.monthly", blocks, -0.2, 0.05, "assumed"), 0.95, 5));
    List<String> lines = text.lines().toList();
    List<String> deciding = second.isEmpty() ? List.of(first) : List.of(first, second);

    assertThat(lines).allMatch(line -> line.length() <= PlanText.COLUMNS);
    assertThat(lines.subList(1, 1 + deciding.size()))
        .extracting(line -> line.substring(0, 60).strip())
        .isEqualTo(deciding);
    assertThat(lines).contains("  other reasonable methods, for comparison:");
  }
}
