package mop.stack.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;

/** The cases of Tempo's own test of its selector, with its window of one second, and more. */
class TimeWindowSelectorTest {
  private static final long NOW = 1_725_900_000;
  private static final long HALF_A_DAY = 12 * 3600;
  private static final long ACTIVE = 24 * 3600;
  private static final TempoCompaction SETTINGS =
      TempoCompaction.DEFAULTS.withWindow(Duration.ofSeconds(1)).withLimits(100, 1 << 20);

  private static TempoBlock block(String id, long endSecond) {
    return new TempoBlock(id, "vParquet5", "", endSecond, 0, 0, 0, 0);
  }

  private static TempoBlock sized(String id, long traces, long bytes) {
    return new TempoBlock(id, "vParquet5", "", NOW, traces, bytes, 0, 0);
  }

  private static TempoBlock level(String id, int level, long endSecond) {
    return new TempoBlock(id, "vParquet5", "", endSecond, 0, 0, level, 0);
  }

  /** The ids of each job's inputs. */
  private static List<List<String>> jobs(TempoCompaction settings, TempoBlock... blocks) {
    return new TimeWindowSelector(settings)
        .jobs(List.of(blocks), NOW).stream()
            .map(j -> j.inputs().stream().map(TempoBlock::id).toList())
            .toList();
  }

  @Test
  void nothingComesOfNothingOrOfOneBlock() {
    assertThat(jobs(SETTINGS)).isEmpty();
    assertThat(jobs(SETTINGS, block("a", NOW))).isEmpty();
  }

  @Test
  void twoBlocksOfAWindowAreMerged() {
    assertThat(jobs(SETTINGS, block("a", NOW), block("b", NOW))).containsExactly(List.of("a", "b"));
  }

  @Test
  void theSmallestComeFirstInOrderOfTheListAmongEquals() {
    assertThat(
            jobs(
                SETTINGS.withInputs(2, 2, 0), sized("c", 0, 0), sized("a", 1, 0), sized("b", 0, 0)))
        .containsExactly(List.of("c", "b"));
    assertThat(
            jobs(
                SETTINGS.withInputs(2, 2, 0),
                sized("e", 15, 0),
                sized("c", 1, 0),
                sized("a", 3, 0),
                sized("b", 12, 0)))
        .containsExactly(List.of("c", "a"), List.of("b", "e"));
  }

  @Test
  void windowsAreNotMixedAndTheLatestComesFirst() {
    assertThat(
            jobs(
                SETTINGS,
                block("old1", NOW - HALF_A_DAY),
                block("new1", NOW),
                block("new2", NOW),
                block("old2", NOW - HALF_A_DAY)))
        .containsExactly(List.of("new1", "new2"), List.of("old1", "old2"));
    assertThat(jobs(SETTINGS, block("a", NOW), block("b", NOW - HALF_A_DAY))).isEmpty();
  }

  @Test
  void levelsAreNotMixedWithinTheLastDayAndTheLowestComesFirst() {
    assertThat(
            jobs(
                SETTINGS,
                level("1a", 1, NOW),
                level("0a", 0, NOW),
                level("1b", 1, NOW),
                level("0b", 0, NOW)))
        .containsExactly(List.of("0a", "0b"), List.of("1a", "1b"));
    assertThat(
            jobs(
                SETTINGS,
                level("0a", 0, NOW),
                level("0b", 0, NOW),
                level("1a", 1, NOW),
                level("1b", 1, NOW),
                level("old1", 0, NOW - HALF_A_DAY),
                level("old2", 0, NOW - HALF_A_DAY)))
        .containsExactly(List.of("0a", "0b"), List.of("old1", "old2"), List.of("1a", "1b"));
  }

  @Test
  void levelsAreMixedBeforeTheLastDay() {
    long old = NOW - ACTIVE - 60;
    List<TimeWindowSelector.Job> jobs =
        new TimeWindowSelector(SETTINGS)
            .jobs(
                List.of(
                    block("a", NOW),
                    block("b", NOW),
                    level("c", 1, NOW),
                    level("old1", 1, old),
                    level("old0", 0, old)),
                NOW);

    assertThat(jobs)
        .extracting(j -> j.inputs().stream().map(TempoBlock::id).toList())
        .containsExactly(List.of("a", "b"), List.of("old0", "old1"));
    assertThat(jobs).extracting(TimeWindowSelector.Job::outputLevel).containsExactly(1, 2);
  }

  @Test
  void theWindowInWhichTheDayEndsIsLeftAlone() {
    assertThat(jobs(SETTINGS, block("a", NOW - ACTIVE), block("b", NOW - ACTIVE))).isEmpty();
  }

  @Test
  void limitsOfTracesAndBytesHold() {
    assertThat(jobs(SETTINGS, sized("a", 99, 0), sized("b", 2, 0))).isEmpty();
    assertThat(jobs(SETTINGS, sized("a", 50, 0), sized("b", 50, 0), sized("c", 50, 0)))
        .containsExactly(List.of("a", "b"));
    TempoCompaction small = SETTINGS.withLimits(100, 100);
    assertThat(jobs(small, sized("a", 0, 50), sized("b", 0, 51))).isEmpty();
    assertThat(jobs(small, sized("a", 0, 50), sized("b", 0, 50), sized("c", 0, 1)))
        .containsExactly(List.of("a", "b"));
  }

  @Test
  void aBlockThatFitsNothingDoesNotStopTheOthers() {
    assertThat(
            jobs(
                SETTINGS.withLimits(1000, 100),
                sized("a", 1, 90),
                sized("b", 2, 40),
                sized("c", 3, 50)))
        .containsExactly(List.of("b", "c"));
  }

  @Test
  void numberOfInputsIsBounded() {
    TempoBlock[] five =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> sized(Integer.toString(i), i, 0))
            .toArray(TempoBlock[]::new);
    assertThat(jobs(SETTINGS.withInputs(2, 3, 0), five))
        .containsExactly(List.of("1", "2", "3"), List.of("4", "5"));
    assertThat(jobs(SETTINGS, five)).containsExactly(List.of("1", "2", "3", "4"));
    assertThat(jobs(SETTINGS.withInputs(3, 3, 0), block("a", NOW), block("b", NOW))).isEmpty();
    assertThat(
            jobs(
                SETTINGS.withInputs(3, 3, 0),
                level("0", 0, NOW),
                level("1a", 1, NOW),
                level("1b", 1, NOW),
                level("1c", 1, NOW)))
        .containsExactly(List.of("1a", "1b", "1c"));
  }

  @Test
  void populationsAreNotMixed() {
    assertThat(
            jobs(
                SETTINGS,
                new TempoBlock("1", "vParquet5", "", NOW, 0, 0, 0, 0),
                new TempoBlock("2", "vParquet4", "", NOW, 0, 0, 0, 0)))
        .isEmpty();
    assertThat(
            jobs(
                SETTINGS,
                new TempoBlock("1", "vParquet5", "", NOW, 0, 0, 0, 0),
                new TempoBlock("2", "vParquet3", "", NOW, 0, 0, 0, 0),
                new TempoBlock("3", "vParquet5", "", NOW, 0, 0, 0, 0),
                new TempoBlock("4", "vParquet3", "", NOW, 0, 0, 0, 0)))
        .containsExactly(List.of("2", "4"), List.of("1", "3"));
    assertThat(
            jobs(
                SETTINGS,
                new TempoBlock("1", "vParquet5", "span foo int", NOW, 0, 0, 0, 0),
                new TempoBlock("2", "vParquet5", "span foo string", NOW, 0, 0, 0, 0),
                new TempoBlock("3", "vParquet5", "span foo int", NOW, 0, 0, 0, 0),
                new TempoBlock("4", "vParquet5", "span foo string", NOW, 0, 0, 0, 0)))
        .containsExactly(List.of("1", "3"), List.of("2", "4"));
    assertThat(
            jobs(
                SETTINGS,
                new TempoBlock("1", "vParquet5", "", NOW, 0, 0, 0, 1),
                new TempoBlock("2", "vParquet5", "", NOW, 0, 0, 0, 3),
                new TempoBlock("3", "vParquet5", "", NOW, 0, 0, 0, 1),
                new TempoBlock("4", "vParquet5", "", NOW, 0, 0, 0, 3)))
        .containsExactly(List.of("1", "3"), List.of("2", "4"));
  }

  @Test
  void blocksOfTheHighestLevelStay() {
    TempoBlock[] two = {level("a", 10, NOW), level("b", 10, NOW)};
    assertThat(jobs(SETTINGS.withInputs(2, 4, 10), two)).isEmpty();
    assertThat(jobs(SETTINGS.withInputs(2, 4, 11), two)).containsExactly(List.of("a", "b"));
  }

  @Test
  void jobsKeepTheRulesForAnyBlocks() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<TempoBlock> blocks = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        blocks.add(
            new TempoBlock(
                "b" + i,
                random.nextBoolean() ? "vParquet5" : "vParquet4",
                random.nextBoolean() ? "x" : "y",
                NOW - random.nextInt(3 * 24 * 3600),
                random.nextInt(3_000_000),
                random.nextLong(60L << 30),
                random.nextInt(4),
                random.nextInt(2)));
      }
      SelectorRules.check(TempoCompaction.DEFAULTS, blocks, NOW);
    }
  }

  @Test
  void sameBlocksGiveTheSameJobs() {
    List<TempoBlock> blocks =
        new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> sized("b" + i, i, 10L * i)).toList());
    TimeWindowSelector selector = new TimeWindowSelector(SETTINGS.withLimits(1000, 1000));
    List<TimeWindowSelector.Job> first = selector.jobs(blocks, NOW);
    Collections.shuffle(blocks, new Random(1));

    assertThat(selector.jobs(blocks, NOW)).isEqualTo(first).isNotEmpty();
  }

  @Test
  void refusesSettingsOutOfRange() {
    Stream.<Runnable>of(
            () -> SETTINGS.withWindow(Duration.ofMillis(999)),
            () -> SETTINGS.withLimits(0, 1),
            () -> SETTINGS.withLimits(1, 0),
            () -> SETTINGS.withInputs(1, 4, 0),
            () -> SETTINGS.withInputs(5, 4, 0),
            () -> SETTINGS.withInputs(2, 4, -1),
            () -> SETTINGS.withRetention(Duration.ZERO, Duration.ZERO),
            () -> SETTINGS.withRetention(Duration.ofDays(1), Duration.ofDays(-1)))
        .forEach(r ->
            assertThatThrownBy(r::run)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("trace compaction: "));
  }
}
