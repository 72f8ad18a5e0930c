package mop.experiments.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import mop.analysis.telemetry.Fault;
import mop.experiments.workload.TimeBlocks.Range;
import org.junit.jupiter.api.Test;

class TimeBlocksTest {
  private static final long SECOND = 1_000_000_000L;

  /** Traffic in every second of {@code hours}, a hundred bytes a second. */
  private static NavigableMap<Long, Long> steady(int hours) {
    NavigableMap<Long, Long> offsets = new TreeMap<>();
    for (long s = 0; s < hours * 3600L; s++) {
      offsets.put(1_000_000 + s, s * 100);
    }
    return offsets;
  }

  private static Fault fault(long from, long to) {
    return new Fault(
        "f", "cpu", (1_000_000 + from) * SECOND, (1_000_000 + to) * SECOND, "frontend", true);
  }

  @Test
  void coversTheRecordingWithoutGapOrOverlap() {
    List<Range> blocks = TimeBlocks.cut(steady(3), 3 * 360_000, List.of(), 1, 12);
    assertThat(blocks).hasSize(6);
    assertThat(blocks.getFirst().spoolFrom()).isZero();
    assertThat(blocks.getLast().spoolTo()).isEqualTo(3 * 360_000);
    for (int i = 1; i < blocks.size(); i++) {
      assertThat(blocks.get(i).spoolFrom()).isEqualTo(blocks.get(i - 1).spoolTo());
      assertThat(blocks.get(i).startNanos()).isEqualTo(blocks.get(i - 1).endNanos());
    }
  }

  @Test
  void neverCutsInsideAFaultOrRightAfterIt() {
    List<Fault> faults = List.of(fault(3500, 3700));
    List<Range> blocks = TimeBlocks.cut(steady(2), 2 * 360_000, faults, 1, 2);
    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(1).startNanos()).isEqualTo((1_000_000 + 3700 + 120) * SECOND);
  }

  @Test
  void makesNoMoreBlocksThanAreAllowed() {
    assertThat(TimeBlocks.cut(steady(10), 10 * 360_000, List.of(), 1, 4)).hasSize(4);
  }

  @Test
  void makesMoreBlocksWhereOneWouldNotFitIntoMemory() {
    assertThat(TimeBlocks.cut(steady(1), 360_000, List.of(), 20, 4)).hasSize(20);
  }

  @Test
  void cutsAShortRecordingInTwo() {
    assertThat(TimeBlocks.cut(steady(1), 360_000, List.of(), 1, 12)).hasSize(2);
  }

  @Test
  void leavesOneBlockWhereAFaultCoversTheRest() {
    assertThat(TimeBlocks.cut(steady(1), 360_000, List.of(fault(100, 3600)), 1, 12)).hasSize(1);
  }
}
