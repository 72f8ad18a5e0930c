package mop.stack.logs;

import static org.assertj.core.api.Assertions.assertThat;

import mop.stack.labels.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectedLevelTest {
  private static String level(Labels stream, Labels metadata, String line) {
    return DetectedLevel.add(stream, metadata, line).get("detected_level");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "foo=bar msg=\"message with keyword error but it should not get picked up\" level=info; info",
        "{\"foo\":\"bar\",\"msg\":\"with error\",\"level\":\"critical\"}; critical",
        "{\"a\":{\"severity\":\"WARNING\"}}; warn",
        "{\"a\":{\"level\":\"wrn\"}}; warn",
        "{\"a\":{\"b\":{\"level\":\"wrn\"}}}; unknown",
        "{\"level\": \"error\"; error",
        "{\"level\":5,\"text\":\"x\"}; unknown",
        "foo=\"bar\" LVL=dbg; debug",
        "[ERROR] failed; error",
        "2024-01-01 WARN: slow; warn",
        "misc:error; unknown",
        "terror and informal; unknown",
        "info before error; info",
        "fatal: out of memory; fatal",
        "nothing here; unknown",
        "; unknown"
      })
  void isFoundInTheLine(String line, String expected) {
    assertThat(level(Labels.EMPTY, Labels.EMPTY, line == null ? "" : line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, trace",
    "4, trace",
    "5, debug",
    "9, info",
    "12, info",
    "13, warn",
    "17, error",
    "21, fatal",
    "24, fatal",
    "25, unknown",
    "0, unknown",
    "x, info"
  })
  void followsFromTheSeverityNumber(String number, String expected) {
    assertThat(level(Labels.EMPTY, Labels.of("severity_number", number), "error"))
        .isEqualTo(expected);
  }

  @Test
  void isTakenFromLabelsFirst() {
    Labels number = Labels.of("severity_number", "5");
    assertThat(level(Labels.of("level", "ERR"), number, "info")).isEqualTo("error");
    assertThat(level(Labels.EMPTY, Labels.of("severity_text", "Information"), "error"))
        .isEqualTo("info");
    assertThat(level(Labels.EMPTY, Labels.of("severity_text", "Notice"), "error"))
        .isEqualTo("Notice");
    assertThat(level(Labels.EMPTY, Labels.of("detected_level", "WRN"), "error")).isEqualTo("warn");
  }
}
