package mop.stack.metrics.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UlidTest {
  @Test
  void textAndBitsBelongTogether() {
    SplittableRandom random = new SplittableRandom(1);
    Ulid before = new Ulid(0, 0);
    for (int i = 0; i < 1000; i++) {
      Ulid u = new Ulid(random.nextLong(), random.nextLong());
      assertThat(Ulid.parse(u.toString())).isEqualTo(u);
      assertThat(Integer.signum(u.compareTo(before)))
          .isEqualTo(Integer.signum(u.toString().compareTo(before.toString())));
      before = u;
    }
  }

  /** The example of the specification, github.com/ulid/spec. */
  @Test
  void readsTheTimeOfTheSpecificationsExample() {
    assertThat(Ulid.parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").millis()).isEqualTo(1469922850259L);
  }

  @Test
  void followsFromItsArguments() {
    assertThat(Ulid.of(5, 1, 2)).isEqualTo(Ulid.of(5, 1, 2)).isNotEqualTo(Ulid.of(5, 1, 3));
    assertThat(Ulid.of(1_700_000_000_000L, 1, 1).millis()).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void refusesWhatIsNone() {
    for (String text :
        new String[] {"", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAU"}) {
      assertThat(Ulid.isOne(text)).isFalse();
      assertThatThrownBy(() -> Ulid.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
