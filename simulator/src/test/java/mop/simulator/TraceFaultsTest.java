package mop.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import mop.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

class TraceFaultsTest {
  @Test
  void everyTraceAddedIsFoundAndNoOther() {
    RandomStream random = new RandomStream(1, 2, 3, 4);
    long[] ids = new long[2000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = random.id();
    }
    TraceFaults.Builder builder = new TraceFaults.Builder();
    for (int i = 0; i < 1000; i += 2) {
      builder.add(ids[i], ids[i + 1], i % 7);
    }

    TraceFaults faults = builder.build();

    assertThat(faults.size()).isEqualTo(500);
    for (int i = 0; i < 1000; i += 2) {
      assertThat(faults.faultOf(ids[i], ids[i + 1])).hasValue(i % 7);
      assertThat(faults.faultOf(ids[i + 1], ids[i])).isEmpty();
    }
    for (int i = 1000; i < 2000; i += 2) {
      assertThat(faults.faultOf(ids[i], ids[i + 1])).isEmpty();
    }
  }

  @Test
  void hitsAreCountedByFault() {
    TraceFaults.Builder builder = new TraceFaults.Builder();
    builder.add(1, 1, 0);
    builder.add(1, 2, 3);
    builder.add(2, 1, 3);

    TraceFaults faults = builder.build();

    assertThat(faults.size(0)).isEqualTo(1);
    assertThat(faults.size(1)).isZero();
    assertThat(faults.size(3)).isEqualTo(2);
  }

  @Test
  void withoutFaultsNoTraceIsFound() {
    assertThat(new TraceFaults.Builder().build().faultOf(0, 0)).isEmpty();
  }
}
