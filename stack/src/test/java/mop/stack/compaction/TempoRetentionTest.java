package mop.stack.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TempoRetentionTest {
  private static final long NOW = 1_725_900_000;
  private static final TempoRetention RETENTION =
      new TempoRetention(
          TempoCompaction.DEFAULTS.withRetention(Duration.ofDays(2), Duration.ofHours(1)));

  private static TempoBlock ended(String id, long secondsAgo) {
    return new TempoBlock(id, "vParquet5", "", NOW - secondsAgo, 1, 1, 0, 1);
  }

  @Test
  void blocksPastTheirRetentionAreMarked() {
    assertThat(
            RETENTION
                .plan(
                    List.of(ended("young", 10), ended("edge", 172_800), ended("old", 172_801)),
                    List.of(),
                    NOW)
                .mark())
        .extracting(TempoBlock::id)
        .containsExactly("old");
  }

  @Test
  void compactedBlocksAreDeletedAnHourAfterTheyWereMarked() {
    List<TempoRetention.Compacted> compacted =
        List.of(
            new TempoRetention.Compacted(ended("long ago", 500_000), NOW - 3600),
            new TempoRetention.Compacted(ended("just now", 10), NOW - 3601));

    TempoRetention.Plan plan = RETENTION.plan(List.of(), compacted, NOW);

    assertThat(plan.mark()).isEmpty();
    assertThat(plan.delete()).extracting(c -> c.block().id()).containsExactly("just now");
  }
}
