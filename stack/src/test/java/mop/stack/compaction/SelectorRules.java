package mop.stack.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that every plan keeps, stated apart from the code that makes plans. */
final class SelectorRules {
  private SelectorRules() {}

  /** Plans, checks and returns the jobs. */
  static List<TimeWindowSelector.Job> check(
      TempoCompaction s, List<TempoBlock> blocks, long nowSecond) {
    List<TimeWindowSelector.Job> jobs = new TimeWindowSelector(s).jobs(blocks, nowSecond);
    Set<TempoBlock> known = new HashSet<>(blocks);
    Set<TempoBlock> taken = new HashSet<>();
    long seconds = s.compactionWindow().toSeconds();
    long dayEnd = (nowSecond - 24 * 3600) / seconds;
    for (TimeWindowSelector.Job job : jobs) {
      List<TempoBlock> in = job.inputs();
      assertThat(in).hasSizeBetween(s.minInputBlocks(), s.maxInputBlocks());
      assertThat(in.stream().mapToLong(TempoBlock::traces).sum())
          .isLessThanOrEqualTo(s.maxCompactionObjects());
      assertThat(in.stream().mapToLong(TempoBlock::bytes).sum())
          .isLessThanOrEqualTo(s.maxBlockBytes());
      assertThat(in.stream().map(b -> b.endSecond() / seconds).distinct()).hasSize(1);
      assertThat(in.stream().map(TempoBlock::encoding).distinct()).hasSize(1);
      assertThat(in.stream().map(TempoBlock::dedicatedColumns).distinct()).hasSize(1);
      assertThat(in.stream().map(TempoBlock::replicationFactor).distinct()).hasSize(1);
      long window = in.getFirst().endSecond() / seconds;
      assertThat(window).isNotEqualTo(dayEnd);
      if (window > dayEnd) {
        assertThat(in.stream().map(TempoBlock::level).distinct()).hasSize(1);
      }
      assertThat(known.containsAll(in)).isTrue();
      in.forEach(b -> assertThat(taken.add(b)).isTrue());
    }
    return jobs;
  }
}
