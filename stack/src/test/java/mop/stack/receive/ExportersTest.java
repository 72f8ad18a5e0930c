package mop.stack.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.HttpListener;
import mop.stack.otlp.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exporters of the OpenTelemetry Java SDK, which know nothing of us, as clients. */
class ExportersTest {
  private static final Resource RESOURCE =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "checkout"));

  /** Retries at once, so that the tests need not wait for the default of a second. */
  private static final RetryPolicy SOON =
      RetryPolicy.builder()
          .setMaxAttempts(3)
          .setInitialBackoff(Duration.ofMillis(10))
          .setMaxBackoff(Duration.ofMillis(20))
          .build();

  private final Recorder receiver = new Recorder();
  private final ReceiveCounters counters = new ReceiveCounters();
  private final ByteBudget budget = new ByteBudget(64 << 20);
  private OtlpGrpc grpc;
  private HttpListener http;

  @BeforeEach
  void start() throws Exception {
    ReceiveLimits limits = ReceiveLimits.DEFAULT;
    grpc = OtlpGrpc.start(Binding.loopback(0), receiver, limits, counters, budget);
    OtlpHttp otlp = new OtlpHttp(receiver, limits, counters);
    http = HttpListener.start(Binding.loopback(0), otlp.routes(), budget);
  }

  @AfterEach
  void stop() {
    grpc.close();
    http.close();
    assertThat(budget.held()).isZero();
  }

  private String grpcUrl() {
    return "http://127.0.0.1:" + grpc.address().getPort();
  }

  private String httpUrl(String path) {
    return "http://127.0.0.1:" + http.address().getPort() + path;
  }

  private SpanExporter spans(String transport, String compression) {
    return transport.equals("grpc")
        ? OtlpGrpcSpanExporter.builder()
            .setEndpoint(grpcUrl())
            .setCompression(compression)
            .setRetryPolicy(SOON)
            .build()
        : OtlpHttpSpanExporter.builder()
            .setEndpoint(httpUrl("/v1/traces"))
            .setCompression(compression)
            .setRetryPolicy(SOON)
            .build();
  }

  private MetricExporter metrics(String transport, String compression) {
    return transport.equals("grpc")
        ? OtlpGrpcMetricExporter.builder()
            .setEndpoint(grpcUrl())
            .setCompression(compression)
            .build()
        : OtlpHttpMetricExporter.builder()
            .setEndpoint(httpUrl("/v1/metrics"))
            .setCompression(compression)
            .build();
  }

  private LogRecordExporter logs(String transport, String compression) {
    return transport.equals("grpc")
        ? OtlpGrpcLogRecordExporter.builder()
            .setEndpoint(grpcUrl())
            .setCompression(compression)
            .build()
        : OtlpHttpLogRecordExporter.builder()
            .setEndpoint(httpUrl("/v1/logs"))
            .setCompression(compression)
            .build();
  }

  private static void succeeds(CompletableResultCode result) {
    assertThat(result.join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
  }

  /** Exports one span of that name; returns it, or fails when the exporter does. */
  private static Span export(SpanExporter exporter, String name) {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(RESOURCE)
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      Span span =
          provider.get("test").spanBuilder(name).setAttribute("http.status_code", 503).startSpan();
      span.setStatus(StatusCode.ERROR, "no stock");
      span.end();
      succeeds(provider.forceFlush());
      return span;
    }
  }

  private byte[] next(Signal signal) throws InterruptedException {
    Recorder.Got got = receiver.next();
    assertThat(got.signal()).isEqualTo(signal);
    return got.request();
  }

  @ParameterizedTest
  @CsvSource({"grpc,none", "grpc,gzip", "http,none", "http,gzip"})
  void spansArriveAsTheyWereSent(String transport, String compression) throws Exception {
    Span sent = export(spans(transport, compression), "POST /checkout");

    var resource = ExportTraceServiceRequest.parseFrom(next(Signal.TRACES)).getResourceSpans(0);
    assertThat(resource.getResource().getAttributes(0).getValue().getStringValue())
        .isEqualTo("checkout");
    var span = resource.getScopeSpans(0).getSpans(0);
    assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray()))
        .isEqualTo(sent.getSpanContext().getTraceId());
    assertThat(HexFormat.of().formatHex(span.getSpanId().toByteArray()))
        .isEqualTo(sent.getSpanContext().getSpanId());
    assertThat(span.getName()).isEqualTo("POST /checkout");
    assertThat(span.getStatus().getMessage()).isEqualTo("no stock");
    assertThat(span.getAttributes(0).getValue().getIntValue()).isEqualTo(503);
    assertThat(counters.counts(Signal.TRACES).requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"grpc,none", "grpc,gzip", "http,none", "http,gzip"})
  void metricsArriveAsTheyWereSent(String transport, String compression) throws Exception {
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .setResource(RESOURCE)
            .registerMetricReader(
                PeriodicMetricReader.builder(metrics(transport, compression))
                    .setInterval(Duration.ofHours(1))
                    .build())
            .build()) {
      provider.get("test").counterBuilder("orders").build().add(7);
      succeeds(provider.forceFlush());
    }

    var metric =
        ExportMetricsServiceRequest.parseFrom(next(Signal.METRICS))
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0);
    assertThat(metric.getName()).isEqualTo("orders");
    assertThat(metric.getSum().getDataPoints(0).getAsInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"grpc,none", "grpc,gzip", "http,none", "http,gzip"})
  void logsArriveAsTheyWereSent(String transport, String compression) throws Exception {
    try (SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .setResource(RESOURCE)
            .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs(transport, compression)))
            .build()) {
      provider
          .get("test")
          .logRecordBuilder()
          .setSeverity(Severity.WARN)
          .setBody("stock is low")
          .emit();
      succeeds(provider.forceFlush());
    }

    var log =
        ExportLogsServiceRequest.parseFrom(next(Signal.LOGS))
            .getResourceLogs(0)
            .getScopeLogs(0)
            .getLogRecords(0);
    assertThat(log.getBody().getStringValue()).isEqualTo("stock is low");
    assertThat(log.getSeverityNumberValue()).isEqualTo(Severity.WARN.getSeverityNumber());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http"})
  void aClientThatIsToldToComeAgainDoes(String transport) throws Exception {
    Duration soon = Duration.ofMillis(20);
    receiver.answering(
        new Receipt.Overloaded("busy", soon), new Receipt.Unavailable("disk full", soon));

    export(spans(transport, "gzip"), "third time lucky");

    byte[] first = receiver.next().request();
    assertThat(receiver.next().request()).isEqualTo(first);
    assertThat(receiver.next().request()).isEqualTo(first);
    assertThat(receiver.rest()).isEmpty();
    assertThat(counters.counts(Signal.TRACES).refused()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http"})
  void aClientWhoseRequestIsInvalidDoesNotComeAgain(String transport) throws Exception {
    receiver.answering(new Receipt.Invalid("span without id"));

    SpanExporter exporter = spans(transport, "none");
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      provider.get("test").spanBuilder("x").startSpan().end();
      provider.forceFlush().join(20, TimeUnit.SECONDS);
    }

    receiver.next();
    assertThat(receiver.rest()).isEmpty();
    assertThat(counters.counts(Signal.TRACES).invalid()).isEqualTo(1);
  }
}
