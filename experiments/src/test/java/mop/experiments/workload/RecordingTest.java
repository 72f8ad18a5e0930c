package mop.experiments.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  private static String span(long traceId, long startNanos, long endNanos) {
    return """
    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"op",\
    "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
    """
        .formatted(traceId, traceId, startNanos, endNanos);
  }

  @Test
  void warnsOfSpansThatAreLeftOutAndOfSpansThatEndBeforeTheyStart() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int second = 1; second <= 600; second++) {
      lines.append(span(second, second * SECOND, second * SECOND + 5));
    }
    lines.append(span(0, 600 * SECOND, 600 * SECOND + 5));
    lines.append(span(601, 600 * SECOND, 600 * SECOND - 5));
    Files.writeString(folder.resolve("traces.jsonl"), lines);
    List<String> heard = new ArrayList<>();

    Workload workload =
        Workloads.open("otlp:" + folder, new Workloads.Setting(1, 1, 2, 0, folder, heard::add));

    assertThat(workload.warnings())
        .containsExactly(
            "1 of 602 recorded spans have no usable ids and are left out",
            "1 of 601 recorded spans end before they start; they are used as they came");
    assertThat(heard)
        .singleElement()
        .asString()
        .contains("traces.jsonl:601: 1 spans without usable ids");
  }

  private static String point(long nanos) {
    return """
    {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","gauge":{"dataPoints":[\
    {"timeUnixNano":"%d","asDouble":1}]}}]}]}]}
    """
        .formatted(nanos);
  }

  private static String line(long nanos) {
    return """
    {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"%d",\
    "body":{"stringValue":"said"}}]}]}]}
    """
        .formatted(nanos);
  }

  @Test
  void givesEachBlockTheMetricsAndLogsOfItsTime() throws IOException {
    StringBuilder traces = new StringBuilder();
    StringBuilder metrics = new StringBuilder(point(50 * SECOND)).append(point(60 * SECOND));
    StringBuilder logs = new StringBuilder();
    for (int second = 100; second < 700; second++) {
      traces.append(span(second, second * SECOND, second * SECOND + 5));
      metrics.append(second % 10 == 0 ? point(second * SECOND + 7) : "");
      logs.append(line(second * SECOND));
    }
    logs.append(line(700 * SECOND));
    Files.writeString(folder.resolve("a-logs.jsonl"), logs);
    Files.writeString(folder.resolve("metrics.jsonl"), metrics);
    Files.writeString(folder.resolve("traces.jsonl"), traces);

    Workload workload =
        Workloads.open("otlp:" + folder, new Workloads.Setting(1, 1, 2, 0, folder, line -> {}));

    assertThat(workload.note())
        .contains(" With metrics and logs of the blocks' times, driven once a block.")
        .doesNotContain("other signals");
    assertThat(workload.warnings())
        .containsExactly(
            "2 recorded requests of metrics are outside the time of the traces and are left out",
            "1 recorded requests of logs are outside the time of the traces and are left out");
    long metricRequests = 0;
    long logRequests = 0;
    for (int block = 0; block < workload.availableBlocks(); block++) {
      TelemetryBlock drawn = workload.draw(block, folder);
      List<SignalRange> others = drawn.others();
      assertThat(others.stream().map(SignalRange::signal))
          .containsExactly(Signal.METRICS, Signal.LOGS);
      for (SignalRange range : others) {
        long[] requests = new long[1];
        range.replay((arrival, buffer, offset, length) -> {
          assertThat(arrival).isBetween(drawn.startNanos(), drawn.endNanos() - 1);
          requests[0]++;
        });
        assertThat(range.requests()).isEqualTo(requests[0]);
      }
      metricRequests += others.get(0).requests();
      logRequests += others.get(1).requests();
    }
    assertThat(metricRequests).isEqualTo(60);
    assertThat(logRequests).isEqualTo(600);
  }

  @Test
  void refusesARecordingWithoutSpans() throws IOException {
    Files.writeString(folder.resolve("logs.jsonl"), line(SECOND));
    assertThatThrownBy(() ->
            Workloads.open("otlp:" + folder, new Workloads.Setting(1, 1, 2, 0, folder, line -> {})))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no usable span in it; expected OTLP traces");
  }
}
