package mop.stack.metrics.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockMeta.Compaction;
import mop.stack.metrics.block.BlockMeta.Parent;
import mop.stack.metrics.block.BlockMeta.Stats;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.compaction.Retention.Sized;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final long HOUR = 3_600_000;

  private static Ulid name(int day) {
    return Ulid.of(day, 1, day);
  }

  private static Sized day(int day, long bytes) {
    return new Sized(meta(day, false, List.of()), bytes);
  }

  private static BlockMeta meta(int day, boolean deletable, List<Parent> parents) {
    return new BlockMeta(
        name(day),
        24 * HOUR * day,
        24 * HOUR * (day + 1),
        Stats.EMPTY,
        new Compaction(1, List.of(), deletable, parents, false, List.of()),
        Optional.empty());
  }

  private static List<Sized> days(int count) {
    List<Sized> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(day(i, 100));
    }
    return all;
  }

  @Test
  void blocksThatEndSoMuchBeforeTheNewestGo() {
    assertThat(Retention.DEFAULT.toDelete(days(15), 0)).isEmpty();
    assertThat(Retention.DEFAULT.toDelete(days(17), 0)).containsExactlyInAnyOrder(name(0), name(1));
  }

  @Test
  void theOldestGoUntilTheRestIsSmallEnough() {
    Retention bytes = new Retention(OptionalLong.empty(), OptionalLong.of(350));
    assertThat(bytes.toDelete(days(3), 0)).isEmpty();
    assertThat(bytes.toDelete(days(3), 51)).containsExactly(name(0));
    assertThat(bytes.toDelete(days(5), 0)).containsExactlyInAnyOrder(name(0), name(1));
  }

  @Test
  void aSmallBlockBehindOneThatGoesGoesToo() {
    Retention bytes = new Retention(OptionalLong.empty(), OptionalLong.of(350));
    assertThat(bytes.toDelete(List.of(day(2, 200), day(1, 300), day(0, 1)), 0))
        .containsExactlyInAnyOrder(name(0), name(1));
  }

  @Test
  void parentsAndEmptyOnesGo() {
    List<Sized> blocks = new ArrayList<>(days(3));
    blocks.add(new Sized(meta(7, true, List.of()), 1));
    blocks.add(
        new Sized(
            meta(8, false, List.of(new Parent(name(1), 0, 0), new Parent(name(99), 0, 0))), 1));
    assertThat(Retention.DEFAULT.toDelete(blocks, 0)).containsExactlyInAnyOrder(name(1), name(7));
  }
}
