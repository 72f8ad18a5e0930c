package mop.experiments.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
