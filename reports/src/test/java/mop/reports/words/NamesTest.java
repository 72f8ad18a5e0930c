package mop.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "tracesPerDay, traces per day",
    "minDiskGiB, min disk GiB",
    "latency degradation, latency degradation",
    "errorTraces, error traces"
  })
  void camelCaseBecomesWords(String name, String words) {
    assertThat(Names.spaced(name)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"p99, p99 latency", "requestRate, request rate"})
  void signalsAreCalledAsPeopleCallThem(String signal, String words) {
    assertThat(Names.signal(signal)).isEqualTo(words);
  }
}
