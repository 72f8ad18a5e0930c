package mop.stack.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import mop.stack.otlp.SharedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans over the block list of a production Tempo: 15,441 live blocks of 20 days. */
class RealBlockListTest {
  private static final List<TempoBlock> LIVE = new ArrayList<>();
  private static final List<TempoRetention.Compacted> COMPACTED = new ArrayList<>();
  private static final long END = Instant.parse("2024-09-21T00:00:00Z").getEpochSecond();

  @BeforeAll
  static void read() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        SharedData.file("blocks/tempo-blocks-2024-09-01_20.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode o = JsonMapper.shared().readTree(line);
        TempoBlock block =
            new TempoBlock(
                o.path("blockID").asString(),
                o.path("format").asString(),
                o.path("dedicatedColumns").toString(),
                Instant.parse(o.path("endTime").asString()).getEpochSecond(),
                o.path("totalObjects").asLong(),
                o.path("size").asLong(),
                o.path("compactionLevel").asInt(),
                o.path("replicationFactor").asInt(0));
        if (o.path("live").asBoolean()) {
          LIVE.add(block);
        } else {
          long at = Instant.parse(o.path("compactedTime").asString()).getEpochSecond();
          COMPACTED.add(new TempoRetention.Compacted(block, at));
        }
      }
    }
    assertThat(LIVE).hasSize(15_441);
    assertThat(COMPACTED).hasSize(58);
  }

  /** Compacts until nothing is left to do, as a compactor that never sleeps would. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 400})
  void plansKeepTheRulesAndComeToAnEnd(int hoursLater) {
    long now = END + hoursLater * 3600L;
    List<TempoBlock> blocks = new ArrayList<>(LIVE);
    long traces = blocks.stream().mapToLong(TempoBlock::traces).sum();
    int rounds = 0;
    List<TimeWindowSelector.Job> jobs = SelectorRules.check(TempoCompaction.DEFAULTS, blocks, now);
    while (!jobs.isEmpty()) {
      Set<TempoBlock> inputs = new HashSet<>();
      jobs.forEach(j -> inputs.addAll(j.inputs()));
      blocks.removeIf(inputs::contains);
      for (TimeWindowSelector.Job job : jobs) {
        blocks.add(merged(job, rounds));
      }
      rounds++;
      jobs = SelectorRules.check(TempoCompaction.DEFAULTS, blocks, now);
    }
    assertThat(rounds).isBetween(2, 12);
    assertThat(blocks.size()).isLessThan(LIVE.size());
    assertThat(blocks.stream().mapToLong(TempoBlock::traces).sum()).isEqualTo(traces);
  }

  private static TempoBlock merged(TimeWindowSelector.Job job, int round) {
    TempoBlock first = job.inputs().getFirst();
    return new TempoBlock(
        first.id() + "/" + round,
        first.encoding(),
        first.dedicatedColumns(),
        job.inputs().stream().mapToLong(TempoBlock::endSecond).max().orElseThrow(),
        job.inputs().stream().mapToLong(TempoBlock::traces).sum(),
        job.inputs().stream().mapToLong(TempoBlock::bytes).sum(),
        job.outputLevel(),
        first.replicationFactor());
  }

  @Test
  void retentionTakesTheOldestDaysOnly() {
    TempoRetention retention = new TempoRetention(TempoCompaction.DEFAULTS);
    assertThat(retention.plan(LIVE, COMPACTED, END - 6 * 24 * 3600).mark()).isEmpty();

    TempoRetention.Plan plan = retention.plan(LIVE, COMPACTED, END);
    long cutoff = END - 14 * 24 * 3600;
    assertThat(plan.mark()).hasSizeBetween(3000, 8000);
    assertThat(plan.mark()).allMatch(b -> b.endSecond() < cutoff);
    assertThat(LIVE).filteredOn(b -> b.endSecond() < cutoff).containsExactlyElementsOf(plan.mark());
  }
}
