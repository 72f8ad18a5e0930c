package mop.stack.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold metrics and logs beside traces. */
class AllSignalFilesTest {
  @TempDir Path folder;

  private final List<String> heard = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();

  private OtlpFiles files(int maxBroken) {
    return OtlpFiles.open(
        List.of(folder.toString()),
        new OtlpFiles.Limits(maxBroken, 1 << 20),
        (file, number, why) -> heard.add(file.getFileName() + ":" + number + ": " + why));
  }

  private OtlpFiles.AllSummary stream(int maxBroken) throws IOException {
    return files(maxBroken)
        .streamAll((signal, at, buffer, offset, length) -> {
          seen.add(signal + " " + at);
          messages.add(parse(signal, ByteString.copyFrom(buffer, offset, length)));
        });
  }

  private static Message parse(Signal signal, ByteString bytes)
      throws InvalidProtocolBufferException {
    return switch (signal) {
      case TRACES -> ExportTraceServiceRequest.parseFrom(bytes);
      case METRICS -> ExportMetricsServiceRequest.parseFrom(bytes);
      default -> ExportLogsServiceRequest.parseFrom(bytes);
    };
  }

  private static ExportMetricsServiceRequest metrics(Metric... metrics) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request.addResourceMetricsBuilder().addScopeMetricsBuilder().addAllMetrics(List.of(metrics));
    return request.build();
  }

  private static Metric gauge(long at) {
    Metric.Builder metric =
        Metric.newBuilder().setName("exactly-16-bytes").setDescription("8 bytes.");
    metric.getGaugeBuilder().addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(at));
    return metric.build();
  }

  private static ExportLogsServiceRequest logs(long time, long observed) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecords(
            LogRecord.newBuilder()
                .setTimeUnixNano(time)
                .setObservedTimeUnixNano(observed)
                .setBody(AnyValue.newBuilder().setStringValue("a line")));
    return request.build();
  }

  private static ExportTraceServiceRequest traces(long end) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(
            Span.newBuilder()
                .setTraceId(
                    ByteString.copyFrom(new byte[15]).concat(ByteString.copyFrom(new byte[] {1})))
                .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}))
                .setEndTimeUnixNano(end));
    return request.build();
  }

  private void write(String name, Message... requests) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(1 << 16);
    for (Message request : requests) {
      out.putInt(request.getSerializedSize()).put(request.toByteArray());
    }
    Files.write(folder.resolve(name), java.util.Arrays.copyOf(out.array(), out.position()));
  }

  @Test
  void eachSignalHasItsOwnTime() throws IOException {
    write("a.pb", traces(500), metrics(gauge(70)), logs(0, 30), metrics(gauge(60)), logs(40, 0));
    write("b.pb", metrics(gauge(80)), traces(400), logs(20, 10));

    OtlpFiles.AllSummary all = stream(0);

    assertThat(seen)
        .containsExactly(
            "TRACES 500",
            "METRICS 70",
            "LOGS 30",
            "METRICS 70",
            "LOGS 40",
            "METRICS 80",
            "TRACES 500",
            "LOGS 40");
    assertThat(messages).element(2).isEqualTo(logs(0, 30));
    assertThat(all.traces().spans()).isEqualTo(2);
    assertThat(List.of(all.metricRequests(), all.points(), all.logRequests(), all.logRecords()))
        .containsExactly(3L, 3L, 3L, 3L);
  }

  @Test
  void readsTimesOfEveryKindOfPoint() throws IOException {
    Metric.Builder sum = Metric.newBuilder().setName("s");
    sum.getSumBuilder().addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(11));
    Metric.Builder histogram = Metric.newBuilder().setName("h");
    histogram
        .getHistogramBuilder()
        .addDataPoints(
            HistogramDataPoint.newBuilder().setStartTimeUnixNano(99).setTimeUnixNano(12));
    Metric.Builder exponential = Metric.newBuilder().setName("e");
    exponential
        .getExponentialHistogramBuilder()
        .addDataPoints(ExponentialHistogramDataPoint.newBuilder().setTimeUnixNano(13));
    Metric.Builder summary = Metric.newBuilder().setName("q");
    summary.getSummaryBuilder().addDataPoints(SummaryDataPoint.newBuilder().setTimeUnixNano(14));
    write(
        "a.pb",
        metrics(gauge(10), gauge(9)),
        metrics(sum.build()),
        metrics(histogram.build()),
        metrics(exponential.build()),
        metrics(summary.build()));

    assertThat(stream(0).points()).isEqualTo(6);
    assertThat(seen)
        .containsExactly("METRICS 10", "METRICS 11", "METRICS 12", "METRICS 13", "METRICS 14");
  }

  @Test
  void readsJsonToo() throws IOException {
    String json =
        """
        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"7","body":{"stringValue":"x"}}]}]}]}
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","gauge":{"dataPoints":[{"timeUnixNano":"8","asDouble":1}]}}]}]}]}
        {"resourceProfiles":[]}
        """;
    Files.write(folder.resolve("a.jsonl"), json.getBytes(UTF_8));

    OtlpFiles.AllSummary all = stream(0);

    assertThat(seen).containsExactly("LOGS 7", "METRICS 8");
    assertThat(all.traces().otherSignals()).isEqualTo(1);
  }

  @Test
  void tracesAloneLeaveTheOthers() throws IOException {
    write("a.pb", metrics(gauge(70)), traces(500), logs(1, 2));
    List<Long> arrivals = new ArrayList<>();
    OtlpFiles.Summary summary = files(0).stream((at, buffer, offset, length) -> arrivals.add(at));
    assertThat(arrivals).containsExactly(500L);
    assertThat(summary.otherSignals()).isEqualTo(2);
  }

  @Test
  void tellsOfBrokenRecords() throws IOException {
    byte[] whole = metrics(gauge(70)).toByteArray();
    byte[] cut = whole.clone();
    cut[whole.length - 9] = 99;
    ByteBuffer out = ByteBuffer.allocate(1000);
    out.putInt(whole.length).put(cut).putInt(whole.length).put(whole);
    Files.write(folder.resolve("a.pb"), java.util.Arrays.copyOf(out.array(), out.position()));

    stream(1);

    assertThat(heard).hasSize(1).first().asString().startsWith("a.pb:1: not an OTLP");
    assertThat(seen).containsExactly("METRICS 70");
  }

  @Test
  void refusesFilesInWhichThereIsNothing() throws IOException {
    write("a.pb", metrics(), ExportLogsServiceRequest.getDefaultInstance());
    assertThatThrownBy(() -> stream(9))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no span, point or log record");
  }

  @Test
  void walksOverDamagedBytesWithoutFailing() {
    SignalTimes times = new SignalTimes();
    SplittableRandom random = new SplittableRandom(9);
    List<Message> whole = List.of(metrics(gauge(5)), logs(6, 7), traces(8));
    for (int i = 0; i < 30_000; i++) {
      byte[] bytes = whole.get(i % 3).toByteArray();
      byte[] damaged = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      times.signal(damaged, 0, damaged.length);
      try {
        times.read(i % 2 == 0 ? Signal.LOGS : Signal.METRICS, damaged, 0, damaged.length);
        assertThat(times.items()).isLessThan(100);
      } catch (InvalidOtlp e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  /** Its first log request of 500 has a negative time, which OTLP cannot have. */
  @Test
  void readsARealSystemsSignals() throws IOException {
    assertThat(real("logs").logRecords()).isEqualTo(168_642 - 500);
    assertThat(heard)
        .hasSize(1)
        .first()
        .asString()
        .contains("timeUnixNano is '-6795364578871345152'");
    assertThat(real("metrics").points()).isEqualTo(762_964);
  }

  private OtlpFiles.AllSummary real(String name) throws IOException {
    Path file = SharedData.file("traces/trainticket-2023-01-29/" + name + ".otlp.jsonl.gz");
    long day = 1_674_950_400_000_000_000L;
    return OtlpFiles.open(
            List.of(file.toString()), OtlpFiles.Limits.DEFAULT, (f, n, why) -> heard.add(why))
        .streamAll((signal, at, buffer, offset, length) ->
            assertThat(at).isBetween(day, day + 86_400_000_000_000L));
  }
}
