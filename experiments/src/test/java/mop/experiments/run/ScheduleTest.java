package mop.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import mop.experiments.run.Schedule.Turn;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void givesWarmUpBlocksOfTheirOwnWhereThereAreEnough() {
    assertThat(Schedule.turns(true, 2, 1))
        .containsExactly(new Turn(0, false), new Turn(1, true), new Turn(2, true));
  }

  @Test
  void runsTheFirstBlockOfARecordingTwice() {
    assertThat(Schedule.turns(false, 2, 1))
        .containsExactly(new Turn(0, false), new Turn(0, true), new Turn(1, true));
  }

  @Test
  void repeatsAnOrderForTheSameSeedOnly() {
    assertThat(Schedule.order(1, 3, 6)).isEqualTo(Schedule.order(1, 3, 6));
    Set<String> orders = new HashSet<>();
    for (int block = 0; block < 50; block++) {
      orders.add(Arrays.toString(Schedule.order(1, block, 6)));
    }
    assertThat(orders).hasSizeGreaterThan(40);
  }

  @Test
  void putsEveryTreatmentFirstAboutEquallyOften() {
    int[] first = new int[4];
    for (int block = 0; block < 4000; block++) {
      first[Schedule.order(7, block, 4)[0]]++;
    }
    for (int count : first) {
      assertThat(count).isBetween(880, 1120); // 1000 ± 4.4 standard deviations
    }
  }
}
