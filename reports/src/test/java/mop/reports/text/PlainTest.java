package mop.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void figuresStayOnOneLine() {
    assertThat(Plain.wrap("loses 0.4\u00A0pp\u00A0[0.1,\u00A00.7] at most", 20))
        .containsExactly("loses", "0.4 pp [0.1, 0.7] at", "most");
  }

  @Test
  void controlAndFormatCharactersCannotReachTheTerminal() {
    assertThat(Plain.safe("a\u001b[31m\u202Eb\nc")).isEqualTo("a\uFFFD[31m\uFFFDb c");
  }
}
