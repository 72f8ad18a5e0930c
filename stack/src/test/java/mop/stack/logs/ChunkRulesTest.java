package mop.stack.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.logs.MemoryStream.FlushReason;
import mop.stack.logs.format.Compression;
import org.junit.jupiter.api.Test;

/** Loki's rules for the end of a chunk. */
class ChunkRulesTest {
  private static final Instant NOON = LogStoreTest.NOON;
  private static final ChunkRules RULES =
      ChunkRules.DEFAULT.withCompression(Compression.NONE).withSizes(1_000, 10_000);

  private final MemoryStream stream = new MemoryStream(Labels.of("a", "b"), 0, RULES);

  private void append(Duration at, int bytes, Instant now) throws IOException {
    byte[] line = "x".repeat(bytes).getBytes(StandardCharsets.UTF_8);
    long time = LogStoreTest.START + at.toNanos();
    stream.append(new PreparedEntry(time, line, Labels.EMPTY), now);
  }

  private List<Optional<FlushReason>> reasons(Instant now) {
    return stream.chunks().stream().map(c -> stream.flushReason(c, now)).toList();
  }

  @Test
  void aChunkIsFullWhenTheNextEntryDoesNotFit() throws IOException {
    for (int i = 0; i < 30; i++) {
      append(Duration.ofSeconds(i), 500, NOON);
    }
    assertThat(reasons(NOON)).containsExactly(Optional.of(FlushReason.FULL), Optional.empty());
  }

  @Test
  void aChunkIsIdleAfterMoreThanHalfAnHourWithoutEntries() throws IOException {
    append(Duration.ZERO, 10, NOON);
    append(Duration.ofHours(1), 10, NOON.plusSeconds(60));
    assertThat(reasons(NOON.plusSeconds(60 + 1_800))).containsExactly(Optional.empty());
    assertThat(reasons(NOON.plusSeconds(60 + 1_801)))
        .containsExactly(Optional.of(FlushReason.IDLE));
  }

  @Test
  void aChunkIsOldWhenItsEntriesSpanMoreThanTwoHours() throws IOException {
    append(Duration.ZERO, 10, NOON);
    append(Duration.ofHours(2), 10, NOON);
    assertThat(reasons(NOON)).containsExactly(Optional.empty());
    append(Duration.ofHours(2).plusNanos(1), 10, NOON);
    assertThat(reasons(NOON)).containsExactly(Optional.of(FlushReason.MAX_AGE));
  }

  /** The fingerprint is 0, so periods begin with the hour. */
  @Test
  void aChunkThatIsUsedEnoughEndsWithThePeriod() throws IOException {
    append(Duration.ofMinutes(59), 900, NOON);
    append(Duration.ofMinutes(61), 10, NOON);
    assertThat(stream.chunks()).as("9 % of the target").hasSize(1);
    append(Duration.ofMinutes(62), 200, NOON);
    append(Duration.ofMinutes(59), 10, NOON);
    assertThat(stream.chunks()).as("late entries cut nothing").hasSize(1);
    append(Duration.ofMinutes(121), 10, NOON);
    assertThat(reasons(NOON)).containsExactly(Optional.of(FlushReason.SYNCED), Optional.empty());
  }

  @Test
  void theNewestTimeBoundsHowLateEntriesMayCome() {
    assertThat(MemoryStream.oldestAccepted(Long.MIN_VALUE, RULES)).isEqualTo(Long.MIN_VALUE);
    assertThat(MemoryStream.oldestAccepted(Duration.ofHours(5).toNanos(), RULES))
        .isEqualTo(Duration.ofHours(4).toNanos());
  }
}
