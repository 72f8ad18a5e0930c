package mop.stack.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Dates of any number of seconds, against Java's own calendar where that reaches. */
class CivilTimeTest {
  @Test
  void agreesWithTheCalendar() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50_000; i++) {
      long seconds = random.nextLong(-200_000_000_000L, 400_000_000_000L);
      LocalDateTime expected = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
      CivilTime time = CivilTime.of(seconds);

      assertThat(time)
          .isEqualTo(
              new CivilTime(
                  expected.getYear(),
                  expected.getMonthValue(),
                  expected.getDayOfMonth(),
                  expected.getDayOfYear(),
                  expected.getDayOfWeek().getValue() % 7,
                  expected.getHour(),
                  expected.getMinute()));
      assertThat(time.daysInMonth()).isEqualTo(expected.toLocalDate().lengthOfMonth());
    }
  }

  /** {@code time.Unix(math.MinInt64, 0).UTC()} in Go, which is what NaN becomes. */
  @Test
  void wrapsAroundWhereTheCalendarEnds() {
    CivilTime least = CivilTime.of(GoMath.toLong(Double.NaN));

    assertThat(least.year()).isEqualTo(292277026596L);
    assertThat(least.month()).isEqualTo(12);
    assertThat(least.day()).isEqualTo(4);
  }
}
