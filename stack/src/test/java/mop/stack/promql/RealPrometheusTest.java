package mop.stack.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same samples in a real Prometheus and in memory, the same queries: the same answers, to the
 * last series, value and order, and the same number of samples looked at. Values may differ by
 * 1e-12 of themselves, because Go's and Java's functions round the last bit differently.
 */
@Tag("peer")
@Timeout(240)
class RealPrometheusTest {
  private static final long START = GeneratedMetrics.START;

  @TempDir static Path folder;
  private static RealPrometheus real;
  private static PromEngine engine;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    real = RealPrometheus.start(folder);
    MemorySource source = new GeneratedMetrics(42).source();
    real.write(source.all());
    engine = new PromEngine(source, EngineSettings.DEFAULT.with(real.dialect()));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (real != null) {
      real.stop();
    }
  }

  @Test
  void answersWrittenQueriesAlike() throws IOException, InterruptedException {
    Comparison comparison = new Comparison(real, engine);
    List<String> differences = new ArrayList<>();
    String more = real.dialect() == Dialect.PROMETHEUS_2 ? "queries-2.txt" : "queries-3.txt";
    List<String> queries = Stream.concat(lines("queries.txt"), lines(more)).toList();
    for (String query : queries) {
      add(comparison.instant(query, START + 1_800_000), differences);
      add(comparison.instant(query, START + 4_000_123), differences);
      if (!query.matches("[\"'`].*")) {
        add(comparison.range(query, START + 900_000, START + 6_300_000, 60_000), differences);
        add(comparison.range(query, START - 60_000, START + 7_500_000, 337_001), differences);
      }
    }
    for (String query : lines("ranges.txt").toList()) {
      add(comparison.instant(query, START + 1_800_000), differences);
      add(comparison.instant(query, START + 4_000_123), differences);
    }
    assertThat(differences).isEmpty();
    assertThat(comparison.refused).isEmpty();
    assertThat(comparison.answers).isGreaterThan(2 * queries.size());
  }

  @Test
  void answersGeneratedQueriesAlike() throws IOException, InterruptedException {
    Comparison comparison = new Comparison(real, engine);
    QueryGenerator generator = new QueryGenerator(7);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String query = generator.query();
      add(comparison.instant(query, START + 3_600_000), differences);
      add(comparison.range(query, START + 600_000, START + 7_000_000, 120_000), differences);
    }
    assertThat(differences).isEmpty();
    assertThat(comparison.answers).isGreaterThan(400);
  }

  @Test
  void refusesTheSameQueries() throws IOException, InterruptedException {
    Comparison comparison = new Comparison(real, engine);
    List<String> accepted = new ArrayList<>();
    for (String query : lines("errors.txt").toList()) {
      int before = comparison.refused.size();
      String difference = comparison.instant(query, START + 3_600_000);
      if (difference != null || comparison.refused.size() == before) {
        accepted.add(difference == null ? query + " has an answer" : difference);
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static void add(@Nullable String difference, List<String> differences) {
    if (difference != null) {
      differences.add(difference);
    }
  }

  private static Stream<String> lines(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            RealPrometheusTest.class.getResourceAsStream("/promql/" + resource))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
