package mop.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
  private static final List<String> KNOWN = List.of("always", "head-10", "tail", "adaptive-5");

  @Test
  void findsTheWordThatWasMeant() {
    assertThat(NearestWord.of("adaptiv-5", KNOWN)).contains("adaptive-5");
    assertThat(NearestWord.of("HEAD-10", KNOWN)).contains("head-10");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(NearestWord.of("xyz", KNOWN)).isEmpty();
    assertThat(NearestWord.hint("xyz", KNOWN))
        .isEqualTo("Known: always, head-10, tail, adaptive-5.");
  }
}
