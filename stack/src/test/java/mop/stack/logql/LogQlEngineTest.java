package mop.stack.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.logs.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogQlEngineTest {
  private static final long SECOND = MemorySource.SECOND;
  private static final Labels A = Labels.of("app", "a", "zone", "x");
  private static final Labels B = Labels.of("app", "b", "zone", "x");

  private final MemorySource source = new MemorySource();
  private final LogQlEngine engine = new LogQlEngine(source, QueryLimits.DEFAULT);

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 10; i++) {
      source.add(A, 10L * i, "v=" + i + " d=" + i + "s size=" + i + "KB", "trace_id", "t" + i);
    }
    source.add(B, 40, "v=7").add(B, 50, "error v=9");
  }

  /** Values at second 100: {@code labels => value}, sorted, one a line. */
  private String instant(String query) throws IOException {
    StringBuilder out = new StringBuilder();
    for (LogQlEngine.Series s :
        engine.instant((LogQlExpr.Metric) LogQl.parse(query), 100 * SECOND)) {
      double v = s.values().getFirst().value();
      out.append(out.isEmpty() ? "" : " ").append(s.labels()).append(' ');
      out.append(v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v));
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "sum(count_over_time({zone=\"x\"}[100s])); {} 12",
        "sum(count_over_time({app=\"a\"}[10s])); {} 1",
        "sum(count_over_time({app=\"a\"}[10s] offset 50s)); {} 1",
        "sum by (app) (count_over_time({zone=\"x\"}[100s])); {app=\"a\"} 10 {app=\"b\"} 2",
        "sum without (zone, trace_id) (count_over_time({zone=\"x\"}[100s])); {app=\"a\"} 10 {app=\"b\"} 2",
        "count_over_time({app=\"b\"}[100s]); {app=\"b\", zone=\"x\"} 2",
        "sum(rate({app=\"a\"}[100s])); {} 0.1",
        "sum(bytes_over_time({app=\"b\"}[100s])); {} 12",
        "sum(bytes_rate({app=\"b\"}[100s])); {} 0.12",
        "sum(sum_over_time({app=\"a\"} | logfmt | unwrap v [100s])); {} 55",
        "avg_over_time({app=\"a\"} | logfmt | unwrap v [100s]) by (app); {app=\"a\"} 5.5",
        "min_over_time({app=\"a\"} | logfmt | unwrap v [30s]) by (app); {app=\"a\"} 8",
        "max_over_time({zone=\"x\"} | logfmt | unwrap v [100s]) by (zone); {zone=\"x\"} 10",
        "quantile_over_time(0.5, {app=\"a\"} | logfmt | unwrap v [100s]) by (app); {app=\"a\"} 5.5",
        "first_over_time({app=\"a\"} | logfmt | unwrap v [30s]) by (app); {app=\"a\"} 8",
        "last_over_time({app=\"a\"} | logfmt | unwrap v [30s]) by (app); {app=\"a\"} 10",
        "stdvar_over_time({app=\"b\"} | logfmt | unwrap v [100s]) by (app); {app=\"b\"} 1",
        "sum(sum_over_time({app=\"a\"} | logfmt | unwrap duration(d) [20s])); {} 19",
        "sum(sum_over_time({app=\"a\"} | logfmt | unwrap bytes(size) [10s])); {} 10000",
        "sum(rate({app=\"a\"} | logfmt | unwrap v [100s])); {} 0.55",
        "absent_over_time({app=\"c\"}[10s]); {app=\"c\"} 1",
        "absent_over_time({app=\"a\"}[10s]); ``",
        "topk(1, sum by (app) (count_over_time({zone=\"x\"}[100s]))); {app=\"a\"} 10",
        "bottomk(1, sum by (app) (count_over_time({zone=\"x\"}[100s]))); {app=\"b\"} 2",
        "count(sum by (app) (count_over_time({zone=\"x\"}[100s]))); {} 2",
        "avg(sum by (app) (count_over_time({zone=\"x\"}[100s]))); {} 6",
        "sort_desc(sum by (app) (count_over_time({zone=\"x\"}[100s]))); {app=\"a\"} 10 {app=\"b\"} 2",
        "sort(sum by (app) (count_over_time({zone=\"x\"}[100s]))); {app=\"b\"} 2 {app=\"a\"} 10",
        "sum by (app) (count_over_time({zone=\"x\"}[100s])) > 5; {app=\"a\"} 10",
        "sum by (app) (count_over_time({zone=\"x\"}[100s])) > bool 5; {app=\"a\"} 1 {app=\"b\"} 0",
        "2 * sum(count_over_time({app=\"b\"}[100s])) + 1; {} 5",
        "1 + 2 * 3 ^ 2; {} 19",
        "sum by (app) (count_over_time({zone=\"x\"} |= \"error\" [100s])) / sum by (app) (count_over_time({zone=\"x\"}[100s])); {app=\"b\"} 0.5",
        "sum by (app) (count_over_time({zone=\"x\"}[100s])) / on() group_left sum(count_over_time({zone=\"x\"}[100s])) * 12; {app=\"a\"} 10 {app=\"b\"} 2",
        "sum by (app) (count_over_time({app=\"a\"}[100s])) or sum by (app) (count_over_time({zone=\"x\"}[100s])); {app=\"a\"} 10 {app=\"b\"} 2",
        "sum by (app) (count_over_time({zone=\"x\"}[100s])) unless sum by (app) (count_over_time({app=\"a\"}[100s])); {app=\"b\"} 2",
        "label_replace(sum by (app) (count_over_time({app=\"b\"}[100s])), \"n\", \"<$1>\", \"app\", \"(.*)\"); {app=\"b\", n=\"<b>\"} 2",
        "vector(4); {} 4",
        "sum by (__error__) (count_over_time({app=\"b\"} | json [100s])); {__error__=\"JSONParserErr\"} 2"
      })
  void computes(String query, String expected) throws IOException {
    assertThat(instant(query)).isEqualTo(expected);
  }

  @Test
  void aRangeQueryHasAValueAStepWhereThereAreEntries() throws IOException {
    LogQlExpr.Metric query =
        (LogQlExpr.Metric) LogQl.parse("sum(count_over_time({app=\"b\"}[20s]))");
    List<LogQlEngine.Series> series = engine.range(query, 30 * SECOND, 80 * SECOND, 10 * SECOND);
    assertThat(series)
        .singleElement()
        .satisfies(s ->
            assertThat(s.values())
                .extracting(v -> v.nanos() / SECOND + "=" + v.value())
                .containsExactly("40=1.0", "50=2.0", "60=1.0"));
  }

  @Test
  void linesComeInTheOrderAskedForUpToTheLimit() throws IOException {
    LogQlExpr.Logs query = (LogQlExpr.Logs) LogQl.parse("{zone=\"x\"} |= \"v=\" | drop trace_id");
    assertThat(engine.logs(query, 40 * SECOND, 60 * SECOND, 3, Direction.BACKWARD))
        .containsExactly(
            new LogQlEngine.LogStream(
                A,
                List.of(
                    new LogQlEngine.Line(50 * SECOND, "v=5 d=5s size=5KB"),
                    new LogQlEngine.Line(40 * SECOND, "v=4 d=4s size=4KB"))),
            new LogQlEngine.LogStream(B, List.of(new LogQlEngine.Line(50 * SECOND, "error v=9"))));
  }

  @Test
  void linesThatCannotBeParsedFailAMetricQuery() {
    assertThatThrownBy(() -> instant("sum(count_over_time({app=\"b\"} | json [100s]))"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("JSONParserErr")
        .hasMessageContaining("__error__=\"\"");
    assertThatThrownBy(() -> instant("sum(sum_over_time({app=\"a\"} | logfmt | unwrap d [100s]))"))
        .hasMessageContaining("SampleExtractionErr");
  }

  @Test
  void ambiguousMatchesAreRefused() {
    String counts = "sum by (app) (count_over_time({zone=\"x\"}[100s]))";
    assertThatThrownBy(() -> instant(counts + " / on() " + counts))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("group_left");
  }

  @Test
  void limitsBoundWhatAQueryReads() {
    LogQlEngine small = new LogQlEngine(source, new QueryLimits(5, 5, 10));
    LogQlExpr.Metric all =
        (LogQlExpr.Metric) LogQl.parse("sum(count_over_time({app=\"a\"}[100s]))");
    assertThatThrownBy(() -> small.instant(all, 100 * SECOND)).hasMessageContaining("5 entries");
    assertThatThrownBy(() -> small.range(all, 0, 100 * SECOND, SECOND))
        .hasMessageContaining("10 steps");
    LogQlEngine few = new LogQlEngine(source, new QueryLimits(50, 5, 10));
    LogQlExpr.Metric each = (LogQlExpr.Metric) LogQl.parse("count_over_time({app=\"a\"}[100s])");
    assertThatThrownBy(() -> few.instant(each, 100 * SECOND)).hasMessageContaining("5 series");
  }
}
