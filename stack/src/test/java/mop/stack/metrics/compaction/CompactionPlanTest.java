package mop.stack.metrics.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockMeta.Compaction;
import mop.stack.metrics.block.BlockMeta.Stats;
import mop.stack.metrics.block.ThanosMeta;
import mop.stack.metrics.block.Ulid;
import org.junit.jupiter.api.Test;

/**
 * The ranges 20, 60, 180, 540, 1620 stand for Prometheus' own. Cases follow the rules that are
 * stated in its tsdb/compact.go.
 */
class CompactionPlanTest {
  private static final CompactionPlan PLAN =
      new CompactionPlan(List.of(20L, 60L, 180L, 540L, 1620L));

  private static BlockMeta block(long from, long to) {
    return block(from, to, Stats.EMPTY, false, List.of());
  }

  private static BlockMeta block(
      long from, long to, Stats stats, boolean failed, List<String> hints) {
    Ulid ulid = Ulid.of(1000 + from, 1, to);
    Compaction c = new Compaction(1, List.of(ulid), false, List.of(), failed, hints);
    return new BlockMeta(ulid, from, to, stats, c, Optional.empty());
  }

  private static List<BlockMeta> blocks(long... fromTo) {
    List<BlockMeta> blocks = new ArrayList<>();
    for (int i = 0; i < fromTo.length; i += 2) {
      blocks.add(block(fromTo[i], fromTo[i + 1]));
    }
    return blocks;
  }

  private static void assertNext(List<BlockMeta> blocks, long... fromTo) {
    assertThat(PLAN.next(blocks)).isEqualTo(blocks(fromTo));
    assertThat(PLAN.next(blocks.reversed())).isEqualTo(blocks(fromTo));
  }

  @Test
  void aSingleBlockStays() {
    assertNext(List.of());
    assertNext(blocks(0, 20));
  }

  @Test
  void aRangeIsMadeIntoOneWhenABlockBehindItIsThere() {
    assertNext(blocks(0, 20, 20, 40));
    assertNext(blocks(0, 20, 20, 40, 40, 60));
    assertNext(blocks(0, 20, 20, 40, 40, 60, 60, 80), 0, 20, 20, 40, 40, 60);
  }

  @Test
  void aRangeWithAGapIsMadeIntoOneOnceItIsPast() {
    assertNext(blocks(0, 20, 40, 60, 60, 80), 0, 20, 40, 60);
    assertNext(blocks(0, 20, 20, 40, 60, 80), new long[0]);
    assertNext(blocks(0, 20, 20, 40, 60, 80, 80, 100), 0, 20, 20, 40);
  }

  @Test
  void aRangeThatBeginsLateIsMadeIntoOneWhenASettledBlockFollowsIt() {
    assertNext(blocks(20, 40, 40, 60, 60, 80));
    assertNext(blocks(20, 40, 40, 60, 60, 80, 80, 100), 20, 40, 40, 60);
  }

  @Test
  void shorterRangesComeFirst() {
    assertNext(
        blocks(0, 60, 60, 120, 120, 180, 180, 200, 200, 220, 220, 240, 240, 260),
        180,
        200,
        200,
        220,
        220,
        240);
    assertNext(blocks(0, 60, 60, 120, 120, 180, 180, 200), 0, 60, 60, 120, 120, 180);
  }

  @Test
  void blocksThatCrossARangeAreLeftOut() {
    assertNext(blocks(50, 70, 70, 90, 90, 110, 120, 140, 140, 160), 70, 90, 90, 110);
  }

  @Test
  void rangesBeginAtMultiplesBefore1970Too() {
    assertNext(blocks(-60, -40, -40, -20, -20, 0, 0, 20), -60, -40, -40, -20, -20, 0);
  }

  @Test
  void overlappingBlocksComeFirstEvenTheNewest() {
    assertNext(blocks(0, 20, 20, 40, 30, 50), 20, 40, 30, 50);
    assertNext(blocks(0, 20, 10, 40, 30, 50, 60, 80), 0, 20, 10, 40, 30, 50);
    assertNext(blocks(0, 60, 10, 20, 60, 80, 70, 90), 0, 60, 10, 20);
    assertNext(blocks(0, 20, 20, 40, 40, 60, 60, 80, 65, 75), 60, 80, 65, 75);
  }

  @Test
  void aRangeWithAFailedBlockIsLeft() {
    List<BlockMeta> blocks =
        new ArrayList<>(blocks(0, 20, 20, 40, 60, 80, 80, 100, 100, 120, 120, 140));
    blocks.add(block(40, 60, Stats.EMPTY, true, List.of()));
    assertThat(PLAN.next(blocks)).isEqualTo(blocks(60, 80, 80, 100, 100, 120));
  }

  private static BlockMeta withTombstones(long from, long to, long series, long tombstones) {
    return block(from, to, new Stats(100, 100, 0, series, 10, tombstones), false, List.of());
  }

  @Test
  void aLongBlockOfWhichMuchWasDeletedIsWrittenAnew() {
    BlockMeta much = withTombstones(0, 540, 10, 3);
    BlockMeta little = withTombstones(0, 540, 100, 5);
    BlockMeta shorter = withTombstones(0, 60, 10, 3);
    BlockMeta gone = withTombstones(0, 60, 10, 10);
    assertThat(PLAN.next(List.of(much, block(540, 560)))).containsExactly(much);
    assertThat(PLAN.next(List.of(little, block(540, 560)))).isEmpty();
    assertThat(PLAN.next(List.of(shorter, block(540, 560)))).isEmpty();
    assertThat(PLAN.next(List.of(gone, block(540, 560)))).containsExactly(gone);
    assertThat(PLAN.next(List.of(much))).isEmpty();
  }

  @Test
  void blocksOfAPartOfTheSeriesStayAmongThemselves() {
    List<BlockMeta> blocks = new ArrayList<>(blocks(0, 20, 40, 60));
    blocks.add(block(0, 20, Stats.EMPTY, false, List.of("from-stale-series")));
    assertThat(PLAN.next(blocks)).isEmpty();
    blocks.add(block(10, 30, Stats.EMPTY, false, List.of("from-stale-series")));
    assertThat(PLAN.next(blocks)).extracting(BlockMeta::minTime).containsExactly(0L, 10L);
    blocks.add(block(30, 50, Stats.EMPTY, false, List.of(BlockMeta.OUT_OF_ORDER)));
    assertThat(PLAN.next(blocks)).extracting(BlockMeta::minTime).containsExactly(30L, 40L);
  }

  @Test
  void otherResolutionsStayApart() {
    ThanosMeta fiveMinutes = new ThanosMeta(Map.of(), 300_000, "compactor", List.of());
    List<BlockMeta> blocks = new ArrayList<>(blocks(0, 20));
    blocks.add(block(0, 20).withThanos(fiveMinutes));
    assertThat(PLAN.next(blocks)).isEmpty();
  }

  @Test
  void prometheusRangesGoUpToATenthOfTheRetention() {
    long hour = 3_600_000;
    assertThat(CompactionPlan.prometheus(15 * 24 * hour).ranges())
        .containsExactly(2 * hour, 6 * hour, 18 * hour);
    assertThat(CompactionPlan.prometheus(0).ranges())
        .containsExactly(2 * hour, 6 * hour, 18 * hour, 54 * hour, 162 * hour, 486 * hour);
    assertThat(CompactionPlan.prometheus(hour).ranges()).containsExactly(2 * hour);
    assertThat(CompactionPlan.DEFAULT.ranges()).containsExactly(2 * hour, 12 * hour, 24 * hour);
  }

  @Test
  void aDayOfTwoHoursEndsAsOneBlock() {
    long hour = 3_600_000;
    List<BlockMeta> blocks = new ArrayList<>();
    int merges = 0;
    for (int i = 0; i < 25; i++) {
      blocks.add(block(2 * hour * i, 2 * hour * (i + 1)));
      for (var next = CompactionPlan.DEFAULT.next(blocks);
          !next.isEmpty();
          next = CompactionPlan.DEFAULT.next(blocks)) {
        blocks.removeAll(next);
        blocks.add(block(next.getFirst().minTime(), next.getLast().maxTime()));
        merges++;
      }
    }
    assertThat(blocks.stream().map(b -> (b.maxTime() - b.minTime()) / hour))
        .containsExactlyInAnyOrder(24L, 24L, 2L);
    assertThat(merges).isEqualTo(6);
  }
}
