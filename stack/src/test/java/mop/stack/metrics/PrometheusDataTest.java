package mop.stack.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.metrics.head.Contents;
import mop.stack.metrics.head.HeadSettings;
import mop.stack.metrics.ingest.WriteMessages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus and we, in turn on one data folder. */
@Tag("peer")
class PrometheusDataTest {
  private static final long HOUR = 3_600_000;

  /** Prometheus takes no samples that are far from its clock. */
  private static final long NOW = InstantSource.system().millis() / 1000 * 1000;

  private static final MetricStoreSettings SETTINGS =
      MetricStoreSettings.DEFAULT.withHead(HeadSettings.DEFAULT.withOutOfOrderMillis(24 * HOUR));

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();
  private final Map<Labels, Map<Long, Object>> expected = new HashMap<>();

  private static Labels series(int n) {
    return Labels.of("__name__", "m" + n % 3, "job", "é", "n", String.valueOf(n));
  }

  private void expect(Labels series, long millis, double value) {
    expected
        .computeIfAbsent(series, l -> new TreeMap<>())
        .putIfAbsent(millis, Contents.bits(value));
  }

  /** Seven hours of samples, every tenth late by up to an hour. */
  private void fill(MetricStore store, Random random) throws IOException {
    for (long t = NOW - 7 * HOUR; t <= NOW; t += 60_000) {
      SampleBatch batch = new SampleBatch();
      for (int n = 0; n < 20; n++) {
        double value = random.nextInt(3) == 0 ? random.nextGaussian() : n;
        long late = random.nextInt(10) == 0 ? 1000 + random.nextInt(3_599_000) : 0;
        batch.add(series(n), t - late, value);
        expect(series(n), t - late, value);
      }
      assertThat(store.append(batch, t).refusedCount()).isZero();
    }
  }

  @Test
  void aPrometheusServesWhatWeWroteToLogsAndBlocks() throws Exception {
    Path data = folder.resolve("data");
    try (MetricStore store = MetricStore.open(data, SETTINGS, messages::add)) {
      fill(store, new Random(1));
      store.tick(NOW);
      assertThat(store.usage(NOW).blocks()).isGreaterThan(2);
      SampleBatch last = new SampleBatch();
      last.add(series(3), NOW - 30 * 60_000 - 1, 77);
      last.add(series(99), NOW + 1, 78);
      store.append(last, NOW);
      last.samples().forEach(e -> expect(e.series(), e.millis(), e.value()));
    }
    try (RunningPrometheus prometheus = new RunningPrometheus(data)) {
      assertThat(prometheus.samples(NOW - 9 * HOUR, NOW + 10)).isEqualTo(expected);
    }
  }

  @Test
  void weServeWhatAPrometheusThatDiedHasInItsLogs() throws Exception {
    Path data = folder.resolve("data");
    Files.createDirectories(data);
    Random random = new Random(2);
    try (RunningPrometheus prometheus = new RunningPrometheus(data)) {
      for (long t = NOW - HOUR; t <= NOW; t += 15_000) {
        WriteMessages request = new WriteMessages();
        for (int n = 0; n < 10; n++) {
          // A Prometheus that starts again finds what was deleted and late; so the fourth is not.
          boolean late = n != 4 && random.nextInt(10) == 0;
          long time = t - (late ? 1000 + random.nextInt(1_000_000) : 0);
          double value = random.nextInt(100);
          request.series(
              List.of("__name__", "m" + n % 3, "job", "é", "n", "" + n),
              s -> s.sample(time, value));
          expect(series(n), time, value);
        }
        assertThat(prometheus.write(request.bytes())).isEqualTo(204);
      }
      assertThat(prometheus.delete("{n=\"4\"}", NOW - 600_000, NOW - 300_000)).isEqualTo(204);
      expected
          .getOrDefault(series(4), Map.of())
          .keySet()
          .removeIf(t -> t >= NOW - 600_000 && t <= NOW - 300_000);
      prometheus.kill();
    }

    try (MetricStore store = MetricStore.open(data, SETTINGS, messages::add)) {
      assertThat(Contents.of(store)).isEqualTo(expected);
      assertThat(data.resolve("chunks_head")).doesNotExist();
      SampleBatch more = new SampleBatch();
      more.add(series(0), NOW + 1000, 5);
      assertThat(store.append(more, NOW).samples()).isEqualTo(1);
      expect(series(0), NOW + 1000, 5);
    }
    try (RunningPrometheus prometheus = new RunningPrometheus(data)) {
      assertThat(prometheus.samples(NOW - 2 * HOUR, NOW + 1000)).isEqualTo(expected);
    }
    assertThat(messages).isEmpty();
  }
}
