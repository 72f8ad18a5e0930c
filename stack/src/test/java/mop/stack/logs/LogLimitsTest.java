package mop.stack.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mop.stack.labels.Labels;
import mop.stack.logs.Rejection.Reason;
import mop.stack.store.FileObjectStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogLimitsTest {
  private static final Labels CART = Labels.of("service_name", "cart");

  @TempDir Path temp;

  private static Labels many(int count) {
    Labels.Builder b = Labels.builder();
    IntStream.range(0, count).forEach(i -> b.set("k" + i, "v"));
    return b.build();
  }

  private static Arguments labels(Labels labels, String reason) {
    return Arguments.of(new StreamEntries(labels, List.of(LogStoreTest.entry(0, "x"))), reason);
  }

  private static Arguments entry(long millis, String line, Labels metadata, String reason) {
    LogEntry e = new LogEntry(LogStoreTest.START + millis * 1_000_000, line, metadata);
    return Arguments.of(new StreamEntries(CART, List.of(e)), reason);
  }

  /** What Loki's documentation of limits_config refuses; an empty reason is accepted. */
  static Stream<Arguments> limits() {
    return Stream.of(
        labels(Labels.EMPTY, "missing_labels"),
        labels(many(15), ""),
        labels(many(15).toBuilder().set("service_name", "s").build(), ""),
        labels(many(16), "max_label_names_per_series"),
        labels(Labels.of("n".repeat(1024), "v"), ""),
        labels(Labels.of("n".repeat(1025), "v"), "label_name_too_long"),
        labels(Labels.of("n", "v".repeat(2048)), ""),
        labels(Labels.of("n", "é".repeat(1025)), "label_value_too_long"),
        entry(0, "l".repeat(256 << 10), Labels.EMPTY, ""),
        entry(0, "l".repeat((256 << 10) + 1), Labels.EMPTY, "line_too_long"),
        entry(0, "l", many(128), ""),
        entry(0, "l", many(129), "structured_metadata_too_many"),
        entry(0, "l", Labels.of("k", "v".repeat((64 << 10) - 1)), ""),
        entry(0, "l", Labels.of("k", "v".repeat(64 << 10)), "structured_metadata_too_large"),
        entry(-604_800_000L, "l", Labels.EMPTY, ""),
        entry(-604_800_001L, "l", Labels.EMPTY, "greater_than_max_sample_age"),
        entry(600_000, "l", Labels.EMPTY, ""),
        entry(600_001, "l", Labels.EMPTY, "too_far_in_future"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void areLokis(StreamEntries pushed, String reason) throws IOException {
    LogLimits limits = LogLimits.DEFAULT.withAge(Duration.ofDays(7), Duration.ofMinutes(10));
    LogStoreSettings settings = LogStoreSettings.DEFAULT.withLimits(limits, 1 << 30);
    try (LogStore store = store(settings)) {
      PushResult result = store.push(List.of(pushed), LogStoreTest.NOON);
      if (reason.isEmpty()) {
        assertThat(result.rejections()).isEmpty();
        assertThat(result.accepted()).isEqualTo(1);
      } else {
        assertThat(result.rejections())
            .singleElement()
            .satisfies(r -> {
              assertThat(r.reason().text()).isEqualTo(reason);
              assertThat(r.entries()).isEqualTo(1);
            });
        assertThat(store.counters().memoryStreams()).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("oneOrTwo")
  void boundTheNumberOfStreams(int most) throws IOException {
    LogLimits limits = LogLimits.DEFAULT.withStreams(most);
    try (LogStore store = store(LogStoreSettings.DEFAULT.withLimits(limits, 1 << 30))) {
      List<StreamEntries> three =
          Stream.of("a", "b", "a", "c")
              .map(s -> new StreamEntries(Labels.of("s", s), List.of(LogStoreTest.entry(0, s))))
              .toList();
      PushResult result = store.push(three, LogStoreTest.NOON);
      assertThat(result.rejections())
          .hasSize(3 - most)
          .allMatch(r -> r.reason() == Reason.STREAM_LIMIT);
      assertThat(store.counters().memoryStreams()).isEqualTo(most);
    }
  }

  static Stream<Integer> oneOrTwo() {
    return Stream.of(1, 2, 3);
  }

  private LogStore store(LogStoreSettings settings) throws IOException {
    return new LogStore(
        new FileObjectStore(temp.resolve("objects")), temp.resolve("wal"), settings);
  }
}
