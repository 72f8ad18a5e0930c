package mop.analysis.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {

  @Test
  void rejectsValuesThatAreNoNumbers() {
    assertThatThrownBy(() -> new Trial(3, "head", Map.of("bytes", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outcome 'bytes' of treatment 'head' in block 3 is NaN");
  }

  @Test
  void keepsOutcomesInOrderOfName() {
    assertThat(new Trial(0, "head", Map.of("b", 1.0, "a", 2.0, "c", 3.0)).outcomes().keySet())
        .containsExactly("a", "b", "c");
  }
}
