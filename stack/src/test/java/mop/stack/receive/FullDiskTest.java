package mop.stack.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.HttpListener;
import mop.stack.http.Routes;
import mop.stack.logs.LogStore;
import mop.stack.logs.LogsOnSmallDisk;
import mop.stack.metrics.MetricStore;
import mop.stack.metrics.MetricStoreSettings;
import mop.stack.metrics.head.HeadSettings;
import mop.stack.store.FaultyObjectStore;
import mop.stack.store.FaultyObjectStore.Fault;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import mop.stack.traces.TraceStore;
import mop.stack.traces.TraceStoreSettings;
import mop.stack.wal.SmallDisk;
import mop.stack.wal.WalSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What senders hear when the stores cannot write: metrics and logs on a full disk, traces with
 * their object store away and their log as long as it may get. Once there is room, the same request
 * is taken.
 */
class FullDiskTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final long NANOS = NOW.getEpochSecond() * 1_000_000_000L;
  private static final Duration RETRY = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final SmallDisk disk = new SmallDisk(Long.MAX_VALUE);
  private final AtomicBoolean away = new AtomicBoolean();
  private final ByteBudget budget = new ByteBudget(1 << 22);
  private final HttpClient client = HttpClient.newHttpClient();
  private TraceStore traces;
  private MetricStore metrics;
  private LogStore logs;
  private HttpListener http;
  private OtlpGrpc grpc;
  private ManagedChannel channel;

  /** The signals that a store takes. */
  enum Sent {
    TRACES("/v1/traces", "trace.v1.TraceService"),
    METRICS("/v1/metrics", "metrics.v1.MetricsService"),
    LOGS("/v1/logs", "logs.v1.LogsService");

    final String path;
    final String method;

    Sent(String path, String service) {
      this.path = path;
      this.method = "opentelemetry.proto.collector." + service + "/Export";
    }
  }

  @BeforeEach
  void start() throws IOException {
    InstantSource clock = InstantSource.fixed(NOW);
    ObjectStore objects =
        new FaultyObjectStore(
            new FileObjectStore(folder.resolve("objects")),
            (request, key) -> away.get() ? new Fault.Fails() : new Fault.None(),
            by -> {});
    traces =
        new TraceStore(
            objects,
            folder.resolve("traces"),
            TraceStoreSettings.defaults().withMaxBlock(Duration.ofHours(1), 1),
            42,
            Runnable::run);
    HeadSettings head = HeadSettings.DEFAULT.withWal(WalSettings.DEFAULT.withOpener(disk));
    metrics =
        MetricStore.open(
            folder.resolve("metrics"), MetricStoreSettings.DEFAULT.withHead(head), line -> {});
    logs = LogsOnSmallDisk.open(folder, disk);
    TraceIngest traceIngest = new TraceIngest(traces);
    MetricIngest metricIngest = new MetricIngest(metrics, clock);
    LogIngest logIngest = new LogIngest(logs, clock);
    Receiver receiver =
        (signal, request, offset, length) ->
            switch (signal) {
              case TRACES -> traceIngest.receive(request, offset, length);
              case METRICS -> metricIngest.receive(request, offset, length);
              case LOGS -> logIngest.receive(request, offset, length);
              case PROFILES -> new Receipt.Invalid("none");
            };
    ReceiveLimits limits = ReceiveLimits.DEFAULT;
    ReceiveCounters counters = new ReceiveCounters();
    Routes routes = new OtlpHttp(receiver, limits, counters).routes();
    routes.post("/loki/api/v1/push", new LokiPushHttp(logIngest, limits));
    http = HttpListener.start(Binding.loopback(0), routes, budget);
    grpc = OtlpGrpc.start(Binding.loopback(0), receiver, limits, counters, budget);
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", grpc.address().getPort())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    away.set(false);
    disk.free(Long.MAX_VALUE);
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    grpc.close();
    http.close();
    client.close();
    logs.close();
    metrics.close();
    traces.close();
    assertThat(budget.held()).isZero();
  }

  private static byte[] request(Sent sent, int number) {
    MessageLite message =
        switch (sent) {
          case TRACES -> {
            var request = ExportTraceServiceRequest.newBuilder();
            request
                .addResourceSpansBuilder()
                .addScopeSpansBuilder()
                .addSpans(
                    Span.newBuilder()
                        .setTraceId(
                            ByteString.copyFrom(new byte[16]).substring(1).concat(id(number)))
                        .setSpanId(ByteString.copyFrom(new byte[8]).substring(1).concat(id(number)))
                        .setStartTimeUnixNano(NANOS)
                        .setEndTimeUnixNano(NANOS + 1));
            yield request.build();
          }
          case METRICS -> {
            var request = ExportMetricsServiceRequest.newBuilder();
            request
                .addResourceMetricsBuilder()
                .addScopeMetricsBuilder()
                .addMetrics(
                    Metric.newBuilder()
                        .setName("gauge_" + number)
                        .setGauge(
                            Gauge.newBuilder()
                                .addDataPoints(
                                    NumberDataPoint.newBuilder()
                                        .setTimeUnixNano(NANOS)
                                        .setAsInt(1))));
            yield request.build();
          }
          case LOGS -> {
            var request = ExportLogsServiceRequest.newBuilder();
            request
                .addResourceLogsBuilder()
                .addScopeLogsBuilder()
                .addLogRecords(
                    LogRecord.newBuilder()
                        .setTimeUnixNano(NANOS)
                        .setBody(AnyValue.newBuilder().setStringValue("line " + number)));
            yield request.build();
          }
        };
    return message.toByteArray();
  }

  private static ByteString id(int number) {
    return ByteString.copyFrom(new byte[] {(byte) number});
  }

  private HttpResponse<byte[]> post(String path, String type, byte[] body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + http.address().getPort()).resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> post(Sent sent, byte[] body) throws Exception {
    return post(sent.path, "application/x-protobuf", body);
  }

  /** How a call ended. */
  private record Ended(Status status, Metadata trailers) {}

  private Ended call(Sent sent, byte[] body) throws InterruptedException {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(sent.method)
            .setRequestMarshaller(OtlpGrpcTest.Bytes.AS_THEY_ARE)
            .setResponseMarshaller(OtlpGrpcTest.Bytes.AS_THEY_ARE)
            .build();
    BlockingQueue<Ended> end = new LinkedBlockingQueue<>();
    ClientCall<byte[], byte[]> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.add(new Ended(status, trailers));
          }
        },
        new Metadata());
    call.request(2);
    call.sendMessage(body);
    call.halfClose();
    return Objects.requireNonNull(end.poll(20, TimeUnit.SECONDS), "no end within 20 s");
  }

  private void fill() {
    away.set(true);
    disk.free(0);
  }

  private void makeRoom() {
    away.set(false);
    disk.free(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource(Sent.class)
  void overHttpItIs503WithATimeToComeAgain(Sent sent) throws Exception {
    assertThat(post(sent, request(sent, 1)).statusCode()).isEqualTo(200);
    fill();

    HttpResponse<byte[]> full = post(sent, request(sent, 2));
    makeRoom();

    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(post(sent, request(sent, 2)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Sent.class)
  void overGrpcItIsUnavailableWithATimeToComeAgain(Sent sent) throws Exception {
    assertThat(call(sent, request(sent, 1)).status.isOk()).isTrue();
    fill();

    Ended full = call(sent, request(sent, 2));
    makeRoom();

    assertThat(full.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    byte[] details = Objects.requireNonNull(full.trailers.get(OtlpGrpcTest.DETAILS));
    assertThat(OtlpGrpcTest.StatusDetails.parse(details).retryAfter()).hasValue(RETRY);
    assertThat(call(sent, request(sent, 2)).status.isOk()).isTrue();
  }

  @Test
  void aPushOfLogsIsToComeAgainToo() throws Exception {
    byte[] push =
        ("{\"streams\":[{\"stream\":{\"app\":\"shop\"},\"values\":[[\"" + NANOS + "\",\"a\"]]}]}")
            .getBytes(StandardCharsets.UTF_8);
    fill();

    HttpResponse<byte[]> full = post("/loki/api/v1/push", "application/json", push);
    makeRoom();

    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(post("/loki/api/v1/push", "application/json", push).statusCode()).isEqualTo(204);
  }
}
