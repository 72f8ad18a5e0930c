package mop.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void ticksAreRoundAndInside() {
    assertThat(new Scale(0, 4300, 0, 100).ticks(7))
        .isEqualTo(List.of(0.0, 1000.0, 2000.0, 3000.0, 4000.0));
    assertThat(new Scale(-12, 3.4, 0, 100).ticks(8))
        .isEqualTo(List.of(-12.0, -10.0, -8.0, -6.0, -4.0, -2.0, 0.0, 2.0));
    assertThat(new Scale(0.1, 0.34, 0, 1).ticks(5))
        .hasSize(5)
        .first()
        .satisfies(t -> assertThat(t).isCloseTo(0.1, Offset.offset(1e-12)));
  }

  @Test
  void pixelsGrowDownwardsWhereTheAxisSaysSo() {
    Scale up = new Scale(0, 10, 200, 0);
    assertThat(up.at(2.5)).isEqualTo(150);
    assertThat(up.clamped(99)).isEqualTo(0);
  }

  @Test
  void anAxisNeedsALength() {
    assertThatThrownBy(() -> new Scale(1, 1, 0, 100)).isInstanceOf(IllegalArgumentException.class);
  }
}
