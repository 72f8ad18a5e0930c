package mop.stack.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.SeriesSource;
import mop.stack.promql.MemorySource.Stored;
import mop.stack.promql.QueryResult.Matrix;
import mop.stack.promql.QueryResult.Vector;
import mop.stack.promql.syntax.QueryError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Prometheus documents, on samples that can be followed by hand: a sample a minute from time 0
 * on.
 */
class PromEngineTest {
  private static final long MINUTE = 60_000;

  private final MemorySource source =
      new MemorySource(
          List.of(
              minutes("requests_total", "a", 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100),
              minutes("resets_total", "a", 0, 10, 20, 5, 15, 25),
              minutes("temp", "a", 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5),
              minutes("temp", "b", 2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4),
              minutes("ended", "a", 1, 2, Column.NONE),
              minutes("huge", "a", 1e100, 1, -1e100),
              minutes("huge", "b", 1, 1, 1),
              minutes("huge", "c", -1e100, 1, 1e100)));

  private final PromEngine engine = new PromEngine(source, EngineSettings.DEFAULT);

  private static Stored minutes(String name, String instance, double... values) {
    long[] times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * MINUTE;
    }
    return new Stored(Labels.of("__name__", name, "instance", instance), times, values);
  }

  private QueryAnswer at(String query, double minutes) throws IOException {
    return engine.instant(Query.parse(query), (long) (minutes * MINUTE), Interrupt.NEVER);
  }

  private List<Double> values(String query, double minutes) throws IOException {
    Vector vector = (Vector) at(query, minutes).result();
    return vector.samples().stream().map(QueryResult.Sample::value).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The last sample counts for less than five minutes, without the fifth.
        "requests_total | 10 | 100",
        "requests_total | 14.99 | 100",
        "requests_total | 9.5 | 90",
        "requests_total offset 1m | 10 | 90",
        "requests_total @ 60 | 10 | 10",
        // A range is open at its start: five samples in five minutes.
        "count_over_time(requests_total[5m]) | 10 | 5",
        "count_over_time(requests_total[5m]) | 9.5 | 5",
        "increase(requests_total[5m]) | 10 | 50",
        "rate(requests_total[5m]) * 60 | 10 | 10",
        // A counter is not extrapolated below zero.
        "increase(requests_total[5m]) | 1 | 10",
        "increase(resets_total[10m]) | 5 | 45",
        "resets(resets_total[10m]) | 5 | 1",
        "changes(temp{instance='a'}[11m]) | 10 | 10",
        "irate(requests_total[5m]) * 60 | 10 | 10",
        "idelta(temp{instance='a'}[5m]) | 10 | 2",
        "deriv(requests_total[10m]) * 60 | 10 | 10",
        "predict_linear(requests_total[10m], 60) | 10 | 110",
        "avg_over_time(temp{instance='a'}[5m]) | 10 | 4.2",
        "quantile_over_time(0.5, temp{instance='a'}[5m]) | 10 | 5",
        "mad_over_time(temp{instance='a'}[5m]) | 10 | 1",
        "max_over_time(temp{instance='a'}[5m]) | 10 | 6",
        "sum(temp) | 10 | 9",
        "avg(temp) | 10 | 4.5",
        "quantile(0.25, temp) | 10 | 4.25",
        "temp{instance='a'} - on () temp{instance='b'} | 10 | 1",
        "max_over_time(sum(temp)[5m:1m]) | 10 | 14",
        "scalar(temp{instance='a'}) + vector(1) | 10 | 6",
        // Small parts survive big ones that cancel out.
        "sum(huge) | 0 | 1",
        "avg(huge) * 3 | 0 | 1",
        "sum_over_time(huge{instance='a'}[10m]) | 2 | 1",
        "timestamp(requests_total) | 9.5 | 540",
        "time() + vector(0) | 9.5 | 570",
        "clamp(temp{instance='a'}, 0, 2) | 10 | 2",
      })
  void evaluates(String query, double minutes, double value) throws IOException {
    List<Double> values = values(query, minutes);

    assertThat(values).singleElement().satisfies(v -> assertThat(v).isEqualTo(value));
  }

  @Test
  void forgetsASeriesThatEndedOrIsTooOld() throws IOException {
    assertThat(values("ended", 1.99)).containsExactly(2.0);
    assertThat(values("ended", 2)).isEmpty();
    assertThat(values("requests_total", 15)).isEmpty();
    assertThat(values("count_over_time(ended[10m])", 5)).containsExactly(2.0);
  }

  @Test
  void includesBothEndsInTheOlderDialect() throws IOException {
    PromEngine older = new PromEngine(source, EngineSettings.DEFAULT.with(Dialect.PROMETHEUS_2));
    Query count = Query.parse("count_over_time(requests_total[5m])");
    Vector vector = (Vector) older.instant(count, 10 * MINUTE, Interrupt.NEVER).result();

    assertThat(vector.samples().getFirst().value()).isEqualTo(6);
    vector =
        (Vector)
            older.instant(Query.parse("requests_total"), 15 * MINUTE, Interrupt.NEVER).result();
    assertThat(vector.samples()).hasSize(1);
  }

  @Test
  void givesEachStepItsValue() throws IOException {
    Query query = Query.parse("sum by (instance) (temp) > 4");
    Matrix matrix = (Matrix) engine.range(query, 0, 4 * MINUTE, MINUTE, Interrupt.NEVER).result();

    assertThat(matrix.series()).hasSize(2);
    QueryResult.Series a = matrix.series().getFirst();
    assertThat(a.labels()).isEqualTo(Labels.of("instance", "a"));
    assertThat(a.times()).containsExactly(4 * MINUTE);
    assertThat(a.values()).containsExactly(5);
    assertThat(matrix.series().getLast().times()).containsExactly(MINUTE, 3 * MINUTE);
  }

  @Test
  void decodesEachSampleOnceAForSelector() throws IOException {
    Query query = Query.parse("rate(requests_total[5m])");
    QueryStats stats = engine.range(query, 5 * MINUTE, 10 * MINUTE, 1000, Interrupt.NEVER).stats();

    assertThat(stats.series()).isEqualTo(1);
    assertThat(stats.samplesRead()).isEqualTo(10);
    assertThat(stats.bytesRead()).isEqualTo(160);
    assertThat(stats.samplesQueried()).isEqualTo(301 * 5);
  }

  @Test
  void tellsWhatItsAnswerShouldBeReadWith() throws IOException {
    List<Note> notes = at("histogram_quantile(2, rate(temp[5m]))", 10).notes();

    assertThat(notes)
        .containsExactly(
            new Note(
                Note.Level.WARNING,
                "PromQL warning: quantile value should be between 0 and 1, got 2 (1:20)"),
            new Note(
                Note.Level.INFO,
                "PromQL info: metric might not be a counter, name does not end in"
                    + " _total/_sum/_count/_bucket: \"temp\" (1:28)"),
            new Note(
                Note.Level.WARNING,
                "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"\""
                    + " for metric name \"\" (1:23)"));
  }

  @Test
  void namesItsSelectors() {
    assertThat(Query.parse("sum(rate(a{b='c'}[5m])) / d").selectors())
        .hasToString("[[b=\"c\", __name__=\"a\"], [__name__=\"d\"]]");
  }

  @Test
  void stopsWhenToldTo() {
    Query query = Query.parse("sum(temp)");

    assertThatThrownBy(() -> engine.instant(query, 0, () -> Interrupt.State.TIMED_OUT))
        .isInstanceOfSatisfying(
            QueryError.class, e -> assertThat(e.kind()).isEqualTo(QueryError.Kind.TIMEOUT));
    assertThatThrownBy(() -> engine.instant(query, 0, () -> Interrupt.State.CANCELED))
        .isInstanceOfSatisfying(
            QueryError.class, e -> assertThat(e.kind()).isEqualTo(QueryError.Kind.CANCELED));
  }

  @Test
  void keepsItsLimits() {
    assertThatThrownBy(() ->
            limited(10, 10, 100)
                .range(Query.parse("temp"), 0, 10 * MINUTE, MINUTE, Interrupt.NEVER))
        .hasMessageContaining("too many samples");
    assertThatThrownBy(() -> limited(1000, 1, 100).instant(Query.parse("temp"), 0, Interrupt.NEVER))
        .hasMessage("a selector finds 2 series, expected at most 1");
    assertThatThrownBy(() ->
            limited(1000, 10, 9).range(Query.parse("1"), 0, 10 * MINUTE, MINUTE, Interrupt.NEVER))
        .hasMessageContaining("exceeded maximum resolution of 9 points");
  }

  @Test
  void givesBackWhatItHeld() throws IOException {
    Query query =
        Query.parse(
            "-sum by (instance) (abs(temp) + on (instance) temp) or (rate(temp[5m]) and temp > 1)");
    QueryStats stats = engine.range(query, 0, 9 * MINUTE, MINUTE, Interrupt.NEVER).stats();

    assertThat(stats.peakSamples()).isBetween(60L, 100L);
  }

  private PromEngine limited(long samples, int series, int steps) {
    QueryLimits limits = new QueryLimits(samples, series, steps);
    return new PromEngine(source, EngineSettings.DEFAULT.with(limits));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "temp[5m] | 0 | 60 | 1 | invalid expression type \"range vector\" for range query, must be Scalar or instant Vector",
        "temp | 60 | 0 | 1 | end timestamp must not be before start time",
        "temp | 0 | 60 | 0 | zero or negative query resolution step widths are not accepted",
      })
  void refusesRangesThatAreNone(String query, long start, long end, long step, String message) {
    assertThatThrownBy(() -> engine.range(Query.parse(query), start, end, step, Interrupt.NEVER))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "temp + ignoring (instance) requests_total | multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
        "requests_total + ignoring (instance) temp | found duplicate series for the match group {} on the right hand-side of the operation: [{__name__=\"temp\", instance=\"b\"}, {__name__=\"temp\", instance=\"a\"}];many-to-many matching not allowed: matching labels must be unique on one side",
        "temp * on () group_left (instance) requests_total | multiple matches for labels: grouping labels must ensure unique matches",
        "abs({instance='a'}) | vector cannot contain metrics with the same labelset",
      })
  void refusesMatchesThatAreNotClear(String query, String message) {
    assertThatThrownBy(() -> at(query, 10)).isInstanceOf(QueryError.class).hasMessage(message);
  }

  @Test
  void passesFaultsOfTheSourceOn() {
    SeriesSource broken =
        new SeriesSource() {
          @Override
          public List<Series> select(long from, long to, List<mop.stack.labels.Matcher> matchers)
              throws IOException {
            throw new IOException("disk gone");
          }

          @Override
          public List<String> labelNames(
              long from, long to, List<mop.stack.labels.Matcher> matchers) {
            return List.of();
          }

          @Override
          public List<String> labelValues(
              String name, long from, long to, List<mop.stack.labels.Matcher> matchers) {
            return List.of();
          }
        };

    assertThatThrownBy(() ->
            new PromEngine(broken, EngineSettings.DEFAULT)
                .instant(Query.parse("up"), 0, Interrupt.NEVER))
        .isInstanceOf(IOException.class)
        .hasMessage("disk gone");
  }
}
